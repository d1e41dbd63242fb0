import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {packageFolders, sourcesOf} from '../src/repo-rules/graph.ts';
import {root} from '../src/root.ts';

/** Codes in the shipped sources: whole string literals only, so that names of variables of the environment do not count. */
async function codesInSource(): Promise<readonly string[]> {
  const codes = new Set<string>();
  for (const folder of await packageFolders(root)) {
    if (folder === 'dev') continue;
    for (const {path, text} of await sourcesOf(root, folder)) {
      if (path.endsWith('.test.ts')) continue;
      // Settings of the environment have names of the same kind.
      const settings = new Set([...text.matchAll(/\benv(?:\.|\[')(EGOV_\w+)/gu)].map(([, name]) => name));
      for (const [, code] of text.matchAll(/['"`](EGOV_[A-Z][A-Z0-9_]*)['"`]/gu)) {
        if (code && !settings.has(code)) codes.add(code);
      }
    }
  }
  return [...codes].sort();
}

describe('docs/errors.md', async () => {
  const page = await readFile(join(root, 'docs/errors.md'), 'utf8');
  const headings = [...page.matchAll(/^## (EGOV_\w+)$/gmu)].map(([, code]) => code ?? '');

  it('has every error code of the sources under its own heading, and no other', async () => {
    assert.deepEqual([...headings].sort(), await codesInSource());
  });

  it('says something about each', () => {
    const empty = page
      .split(/^## /mu)
      .slice(1)
      .filter((section) => section.split('\n').slice(1).join(' ').trim().length < 40);
    assert.deepEqual(empty, []);
  });
});
