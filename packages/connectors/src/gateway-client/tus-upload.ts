/**
 * Resumable upload of one file.
 *
 * Rule    tus 1.0.0, core protocol and the creation extension: POST makes an upload of `Upload-Length` bytes and answers
 *         its `Location`; PATCH appends at `Upload-Offset`; HEAD tells the offset after a failure.
 * Source  tus.io, "resumable upload protocol" 1.0.0.
 * Limits  One request at a time, no checksum and no concatenation extension. An upload is resumed within one call; whoever
 *         calls again starts a new one.
 */
import {type CancelSignal, FormError, type SourceFile} from '@egov-form/core';
import {callGateway, type Fetch, type GatewayReply, sessionRefusal} from './gateway-request.ts';
import {pause} from './linked-signal.ts';

export interface UploadPlan {
  /** Where uploads are created. */
  readonly url: string;
  readonly fetch: Fetch;
  readonly chunkBytes: number;
  readonly retryDelaysMs: readonly number[];
  /** Per request. */
  readonly timeoutMs: number;
  readonly signal: CancelSignal;
  onProgress(share: number): void;
}

const TUS = {'Tus-Resumable': '1.0.0'};

/** A gateway that forgets uploads more often than this is broken. */
const MAX_RESTARTS = 2;

/** Statuses after which another try may help. */
const RETRYABLE = new Set([408, 409, 423, 425, 429, 460]);

/**
 * @returns the upload's id: the last segment of its `Location`.
 * @throws FormError `EGOV_CONNECTORS_UPLOAD_FORBIDDEN` (sign in again; `details.state` is
 *     `signed-out` or `other-person` where that is the reason), `EGOV_CONNECTORS_UPLOAD_REFUSED` (the gateway does
 *     not want this file; `details.status` says why), `EGOV_CONNECTORS_UPLOAD_FAILED` (all tries used up; may be tried
 *     again later). Rejects with the signal's reason when that aborts.
 */
export async function uploadResumably(file: SourceFile, plan: UploadPlan): Promise<string> {
  const bytes = await readerOf(file);
  const tries = new Tries(plan);
  let id = await create(file, plan, tries);
  let offset = 0;
  // Only what goes beyond this counts as progress: a gateway that loses and regains bytes must not keep us for ever.
  let furthest = 0;
  let restarts = 0;
  while (offset < file.size) {
    plan.onProgress(offset / file.size);
    const reply = await callGateway(plan.fetch, {
      method: 'PATCH',
      url: `${plan.url}/${encodeURIComponent(id)}`,
      headers: {...TUS, 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream'},
      body: bytes(offset, Math.min(file.size, offset + plan.chunkBytes)),
      timeoutMs: plan.timeoutMs,
      signal: plan.signal,
    });
    const reached = reply.ok && reply.status === 204 ? offsetOf(reply, file.size) : undefined;
    if (reached !== undefined && reached > offset) {
      offset = reached;
      if (offset > furthest) tries.reset();
      furthest = Math.max(furthest, offset);
      continue;
    }
    await tries.next(reply);
    const known = await remembered(id, file.size, plan, tries);
    if (known === 'gone') {
      restarts += 1;
      if (restarts > MAX_RESTARTS) throw tries.exhausted(reply);
      id = await create(file, plan, tries);
      offset = 0;
    } else {
      if (known > furthest) tries.reset();
      furthest = Math.max(furthest, known);
      offset = known;
    }
  }
  plan.onProgress(1);
  return id;
}

/** Counts failures without progress, waits between them, and gives up with the right error. */
class Tries {
  readonly #plan: UploadPlan;
  #used = 0;

  constructor(plan: UploadPlan) {
    this.#plan = plan;
  }

  reset(): void {
    this.#used = 0;
  }

  exhausted(reply: GatewayReply): FormError {
    const status = reply.ok ? reply.status : 0;
    return new FormError(
      'EGOV_CONNECTORS_UPLOAD_FAILED',
      `Expected an upload to go on, found ${status === 0 ? 'no connection' : `status ${status}`} again and again. Try again later.`,
      {status},
    );
  }

  async next(reply: GatewayReply): Promise<void> {
    const status = reply.ok ? reply.status : 0;
    const state = sessionRefusal(reply);
    if (state !== undefined || status === 403) {
      const message = `Expected the person who opened the form to be signed in, found status ${status}. Sign in and send again.`;
      throw new FormError('EGOV_CONNECTORS_UPLOAD_FORBIDDEN', message, {status, ...(state && {state})});
    }
    // 404 and 410 say that the upload is gone: HEAD decides, and a new one is made.
    const final = status >= 400 && status < 500 && !RETRYABLE.has(status) && status !== 404 && status !== 410;
    if (final) {
      throw new FormError(
        'EGOV_CONNECTORS_UPLOAD_REFUSED',
        `Expected the gateway to take the file, found status ${status}. Check its size and kind, or attach another one.`,
        {status},
      );
    }
    const delay = this.#plan.retryDelaysMs[this.#used];
    if (delay === undefined) throw this.exhausted(reply);
    this.#used += 1;
    await pause(delay * (1 + Math.random() / 2), this.#plan.signal);
  }
}

async function create(file: SourceFile, plan: UploadPlan, tries: Tries): Promise<string> {
  for (;;) {
    const reply = await callGateway(plan.fetch, {
      method: 'POST',
      url: plan.url,
      headers: {
        ...TUS,
        'Upload-Length': String(file.size),
        'Upload-Metadata': `filename ${base64(file.name)},filetype ${base64(file.type)}`,
      },
      timeoutMs: plan.timeoutMs,
      signal: plan.signal,
    });
    const id = reply.ok && reply.status === 201 ? idOf(reply.headers.get('Location')) : undefined;
    if (id !== undefined) return id;
    await tries.next(reply);
  }
}

/** How many bytes the gateway has, or `gone` when it has forgotten the upload. */
async function remembered(id: string, size: number, plan: UploadPlan, tries: Tries): Promise<number | 'gone'> {
  for (;;) {
    const reply = await callGateway(plan.fetch, {
      method: 'HEAD',
      url: `${plan.url}/${encodeURIComponent(id)}`,
      headers: TUS,
      timeoutMs: plan.timeoutMs,
      signal: plan.signal,
    });
    if (reply.ok && (reply.status === 404 || reply.status === 410)) return 'gone';
    const offset = reply.ok && (reply.status === 200 || reply.status === 204) ? offsetOf(reply, size) : undefined;
    if (offset !== undefined) return offset;
    await tries.next(reply);
  }
}

function offsetOf(reply: {readonly headers: Headers}, size: number): number | undefined {
  const text = reply.headers.get('Upload-Offset') ?? '';
  if (!/^[0-9]{1,15}$/u.test(text)) return undefined;
  return Number(text) <= size ? Number(text) : undefined;
}

/** Only the name is taken from `Location`, never the host: uploads stay on the gateway that was given. */
function idOf(location: string | null): string | undefined {
  const path = location?.split(/[?#]/u)[0]?.replace(/\/+$/u, '') ?? '';
  const id = path.slice(path.lastIndexOf('/') + 1);
  return /^[\w.~-]{1,200}$/u.test(id) && !/^\.+$/u.test(id) ? id : undefined;
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** Parts of a file: a `Blob` gives slices without being read whole. */
async function readerOf(file: SourceFile): Promise<(from: number, to: number) => BodyInit> {
  if (file instanceof Blob) return (from, to) => file.slice(from, to);
  const all = await file.arrayBuffer();
  return (from, to) => new Uint8Array(all, from, to - from);
}
