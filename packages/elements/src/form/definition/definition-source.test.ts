import type {FormError} from '@egov-form/core';
import {expect} from 'chai';
import {turn} from '../../../test/hand-clock.ts';
import {fetchDefinition} from './definition-source.ts';

const HERE = new AbortController().signal;

/** What a server sends without end, or all at once. */
function body(chunk: string, times: number, drips = false): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(chunk);
  let left = times;
  return new ReadableStream({
    async pull(controller) {
      if (drips) await turn();
      left -= 1;
      if (left < 0) controller.close();
      else controller.enqueue(bytes);
    },
  });
}

describe('a definition that is fetched', () => {
  const platform = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = platform;
  });

  /** @param aborts whether the answer ends with the signal of its request, as the platform's does. */
  async function fetched(answer: ReadableStream<Uint8Array>, timeoutMs?: number): Promise<string> {
    globalThis.fetch = async (_address, init) => {
      const {signal} = init ?? {};
      return new Response(
        answer.pipeThrough(
          new TransformStream<Uint8Array, Uint8Array>({
            start: (controller) => signal?.addEventListener('abort', () => controller.error(signal.reason)),
          }),
        ),
      );
    };
    return fetchDefinition('/form.json', HERE, timeoutMs).then(
      () => 'read',
      ({code, message}: FormError) => `${code} ${message}`,
    );
  }

  it('is read when it is JSON, in however many pieces', async () => {
    expect(await fetched(body('{"id":"a"}', 1))).to.equal('read');
    expect(await fetched(body(`[${'0,'.repeat(1000)}`, 1))).to.contain('EGOV_ELEMENTS_SOURCE_JSON');
  });

  it('is told with the line of its first mistake', async () => {
    const missing = await fetched(body('{\n  "id": "a",\n  "version": "1.0.0"\n  "title": "A"\n}', 1));
    expect(missing).to.contain('line 3, column 21').and.contain('Expected a comma').and.contain('"title" in line 4');
    expect(await fetched(body('{"id": "a",}', 1)))
      .to.contain('line 1, column 12')
      .and.contain('Take the comma out');
    expect(await fetched(body("{'id': 1}", 1)))
      .to.contain('line 1, column 2')
      .and.contain('double');
    expect(await fetched(body('<!doctype html>', 1)))
      .to.contain('line 1, column 1')
      .and.contain('Check the "src"');
  });

  it('is none when it never ends', async () => {
    const told = await fetched(body(' '.repeat(256 * 1024), 1_000_000));
    expect(told).to.contain('EGOV_ELEMENTS_SOURCE_JSON').and.contain('more than 8 MiB');
  });

  it('is none when it drips', async () => {
    const told = await fetched(body(' ', 1_000_000, true), 200);
    expect(told).to.contain('EGOV_ELEMENTS_SOURCE_FETCH').and.contain('too long');
  });

  it('is none when it is nested deeper than any form', async () => {
    expect(await fetched(body('['.repeat(100_000), 1))).to.contain('EGOV_ELEMENTS_SOURCE_JSON');
    expect(await fetched(body(`${'{"a":'.repeat(600)}0${'}'.repeat(600)}`, 1))).to.contain('EGOV_ELEMENTS_SOURCE_JSON');
  });
});
