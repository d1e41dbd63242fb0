/** People who send dossiers with real documents through several gateways, whatever happens to these, until they are told to stop. */
import {randomUUID} from 'node:crypto';
import {setTimeout as pause} from 'node:timers/promises';
import {createGatewayClient} from '@egov-form/connectors';
import {Dice} from './dice.ts';
import {Visitor} from './gateway-fixture.ts';
import {letterWith, paper} from './papers.ts';

/** A dossier that a gateway acknowledged. */
export interface SentDossier {
  readonly code: string;
  /** By upload id. */
  readonly papers: ReadonlyMap<string, Buffer>;
}

/** Largest document, bytes. */
const LARGEST = 200_000;
const CHUNK = 48 * 1024;
/** A gateway that was killed is back sooner, on a busy machine too. */
const RETRY_DELAYS_MS: readonly number[] = Array.from({length: 3000}, () => 100);
const REQUEST_MS = 20_000;

export class IntakeLoad {
  /** By idempotency key, which is the note of the dossier, too. */
  readonly acknowledged: Map<string, SentDossier> = new Map();
  /** Uploads that were begun and left, on purpose. */
  left: number = 0;
  readonly #people: readonly Visitor[];
  readonly #ports: readonly number[];
  readonly #dice: Dice;
  readonly #sending: Promise<void>;
  #turn = 0;
  #over = false;

  /** @param cookies of people who are signed in. @param ports of the gateways. */
  constructor(origin: string, cookies: readonly string[], ports: readonly number[], senders: number) {
    this.#ports = ports;
    this.#dice = new Dice(cookies.length + ports.length);
    this.#people = cookies.map((cookie) => {
      const [name = '', value = ''] = cookie.split('=');
      const visitor = new Visitor(origin);
      visitor.cookies.set(name, value);
      return visitor;
    });
    this.#sending = Promise.all(Array.from({length: senders}, () => this.#send())).then(() => undefined);
    // It is heard when it is waited for.
    this.#sending.catch(() => undefined);
  }

  /** Rejects when an answer was none that a sender may get. */
  async failed(): Promise<never> {
    await this.#sending;
    throw new Error('The senders stopped.');
  }

  /** Lets each sender come to the end of its dossier. */
  async stop(): Promise<void> {
    this.#over = true;
    await this.#sending;
  }

  #next<T>(list: readonly T[]): T {
    this.#turn += 1;
    return list[this.#turn % list.length] as T;
  }

  async #send(): Promise<void> {
    while (!this.#over) {
      const person = this.#next(this.#people);
      const key = randomUUID();
      const papers = new Map<string, Buffer>();
      const wanted = Array.from({length: this.#dice.below(3)}, () =>
        paper(100 + this.#dice.below(LARGEST), this.#dice.below(1e9)),
      );
      if (this.#dice.chance(0.05)) await this.#leaveUpload(person);
      for (const bytes of wanted) papers.set(await this.#upload(person, bytes), bytes);
      const code = await this.#submit(person, key, papers);
      this.acknowledged.set(key, {code, papers});
    }
  }

  /** By tus as the browser does it, each request at another gateway. */
  #upload(person: Visitor, bytes: Buffer): Promise<string> {
    const client = createGatewayClient({
      base: `${person.origin}/api`,
      ...{chunkBytes: CHUNK, retryDelaysMs: RETRY_DELAYS_MS, timeoutMs: REQUEST_MS},
      fetch: (url, init) => person.at(this.#next(this.#ports)).fetch(new URL(url).pathname, init as RequestInit),
    });
    const file = new File([new Uint8Array(bytes)], 'card.png', {type: 'image/png'});
    return client.upload(file, {signal: new AbortController().signal, onProgress: () => undefined});
  }

  async #leaveUpload(person: Visitor): Promise<void> {
    const headers = {'x-egov-form': '1', 'tus-resumable': '1.0.0', 'upload-length': '5000'};
    await person
      .at(this.#next(this.#ports))
      .fetch('/api/uploads', {method: 'POST', headers})
      .then(
        () => (this.left += 1),
        () => undefined,
      );
  }

  /** With the same key at whichever gateway answers. */
  async #submit(person: Visitor, key: string, papers: ReadonlyMap<string, Buffer>): Promise<string> {
    const letter = letterWith(key, [...papers]);
    for (let tries = 0; tries < 10_000; tries += 1) {
      const reply = await person
        .at(this.#next(this.#ports))
        .call('POST', '/api/submissions', letter, {'idempotency-key': key})
        .catch(() => undefined);
      if (reply?.status === 201) return String(reply.body.code);
      if (reply && reply.status < 500) throw new Error(`A right dossier was answered ${reply.status} ${reply.text}`);
      await pause(30);
    }
    throw new Error('No gateway took a dossier for very long.');
  }
}
