import type {Adapter, AdapterPayload} from 'oidc-provider';

interface Entry {
  readonly payload: AdapterPayload;
  readonly expiresAt: number;
}

/** Sign-ins and codes of the demo's provider, in memory until they expire. */
export class DemoProviderStore implements Adapter {
  static readonly #entries: Map<string, Entry> = new Map();
  readonly #kind: string;

  /** @param kind what is kept, `Session` or `AuthorizationCode`; ids of one kind do not meet those of another. */
  constructor(kind: string) {
    this.#kind = kind;
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    const now = Date.now();
    for (const [key, {expiresAt}] of DemoProviderStore.#entries) if (expiresAt <= now) DemoProviderStore.#entries.delete(key);
    const seconds = Number.isFinite(expiresIn) ? expiresIn : 3600;
    DemoProviderStore.#entries.set(this.#key(id), {payload: structuredClone(payload), expiresAt: now + seconds * 1000});
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const entry = DemoProviderStore.#entries.get(this.#key(id));
    return entry && entry.expiresAt > Date.now() ? structuredClone(entry.payload) : undefined;
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#findWhere((payload) => payload.uid === uid);
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.#findWhere((payload) => payload.userCode === userCode);
  }

  async consume(id: string): Promise<void> {
    const entry = DemoProviderStore.#entries.get(this.#key(id));
    if (entry) entry.payload['consumed'] = Math.floor(Date.now() / 1000);
  }

  async destroy(id: string): Promise<void> {
    DemoProviderStore.#entries.delete(this.#key(id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, {payload}] of DemoProviderStore.#entries) {
      if (payload.grantId === grantId) DemoProviderStore.#entries.delete(key);
    }
  }

  #findWhere(fits: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    const now = Date.now();
    for (const [key, {payload, expiresAt}] of DemoProviderStore.#entries) {
      if (key.startsWith(`${this.#kind}:`) && expiresAt > now && fits(payload)) return structuredClone(payload);
    }
    return undefined;
  }

  #key(id: string): string {
    return `${this.#kind}:${id}`;
  }
}
