/** `egov-form new`: a procedure that works as it is, to begin from; with `--portal` a portal and its gateway. */
import {readFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {writeTemplate as writeGateway} from '@egov-form/gateway/init';
import {type Call, type Command, CommandError, type Context, type ExitCode} from '../frame/command.ts';
import {isTaken, type TemplateWords, writeTemplate} from '../new/write-template.ts';

export const command: Command = {
  arguments: [{name: '<name>', about: 'new.name'}],
  options: [{flags: '--portal', about: 'new.portal'}],
  run: make,
};

/** What npm takes for a name: a scope and a name in small letters. */
const PACKAGE_NAME = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/u;
const LONGEST_NAME = 214;

async function make({arguments: [named], options}: Call, {cwd, text, answer}: Context): Promise<ExitCode> {
  const name = String(named);
  if (!PACKAGE_NAME.test(name) || name.length > LONGEST_NAME)
    throw new CommandError('EGOV_CLI_NEW', text('new.bad-name', {name}));
  const last = name.slice(name.indexOf('/') + 1);
  const folder = resolve(cwd, last);
  if (await isTaken(folder)) throw new CommandError('EGOV_CLI_NEW', text('new.taken', {folder: last}));
  const words: TemplateWords = {name, id: idOf(last), library: await libraryRange()};
  const isPortal = options['portal'] === true;
  const files = isPortal ? await makePortal(folder, words) : await writeTemplate('procedure', folder, words);
  const next = isPortal ? ['npm install', 'npm start'] : ['npm install', 'npx egov-form test', 'npx egov-form preview'];
  answer({folder, files, next}, [
    ...files.map((file) => join(last, file)),
    '',
    text('new.next'),
    `  cd ${last}`,
    ...next.map((line) => `  ${line}`),
  ]);
  return 0;
}

/** What `egov-gateway init` writes, with the pages and the registers of a portal in place of its own. */
async function makePortal(folder: string, words: TemplateWords): Promise<readonly string[]> {
  const gateway = await writeGateway(folder);
  const portal = await writeTemplate('portal', folder, words);
  return [...new Set([...gateway, ...portal])].sort();
}

/** A name for addresses and storage: small letters, digits, single dashes. */
function idOf(name: string): string {
  const id = name.replaceAll(/[^a-z0-9]+/gu, '-').replaceAll(/^-+|-+$/gu, '');
  return id === '' ? 'procedure' : id;
}

/** The packages of the version that this command is of. */
async function libraryRange(): Promise<string> {
  const own = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return `^${(JSON.parse(own) as {readonly version: string}).version}`;
}
