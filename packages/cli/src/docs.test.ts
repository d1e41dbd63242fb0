import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {describe, it} from 'node:test';
import {COMMANDS} from './commands/index.ts';
import {run} from './testing/command-line.ts';

const page = await readFile(new URL('../../../docs/cli.md', import.meta.url), 'utf8');

describe('docs/cli.md', () => {
  it('shows what each command says of itself, word for word', async () => {
    const shown = [...page.matchAll(/^```text egov-form ((?:[a-z]+ )?--help)\n([\s\S]*?)^```$/gmu)];
    assert.ok(shown.length > 0);
    for (const [, args = '', text] of shown) assert.equal(text, (await run(args.split(' '))).out, args);
  });

  it('has a heading for every command, and its help where it is our own', async () => {
    const headings = [...page.matchAll(/^## ([a-z]+)$/gmu)].map(([, name]) => name ?? '');
    assert.deepEqual(
      headings,
      COMMANDS.map(({name}) => name),
    );
    for (const {name, load} of COMMANDS) {
      const {command} = await load();
      if (!('handOver' in command)) assert.ok(page.includes(`\`\`\`text egov-form ${name} --help\n`), name);
    }
  });
});
