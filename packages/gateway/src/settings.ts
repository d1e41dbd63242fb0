/** Settings that are wrong, told all at once: a person who corrects one by one starts a gateway five times. */
import {constants} from 'node:fs';
import {access, stat} from 'node:fs/promises';
import {createServer, isIP} from 'node:net';
import {dirname, join, resolve} from 'node:path';
import {FormError} from '@egov-form/core';

export interface WrongSetting {
  readonly variable: string;
  /** What it should be: the end of "Expected … to be". */
  readonly expected: string;
  /** What it is instead. Never a secret. */
  readonly found?: string;
}

/** Gathers what is wrong while settings are read. */
export class WrongSettings {
  readonly #list: WrongSetting[] = [];

  add(variable: string, expected: string, found?: string): void {
    this.#list.push({variable, expected, ...(found !== undefined && {found})});
  }

  has(variable: string): boolean {
    return this.#list.some((one) => one.variable === variable);
  }

  /** What is wrong, one sentence each. */
  sentences(): readonly string[] {
    return this.#list.map(({variable, expected, found}) => {
      return `Expected ${variable} to be ${expected}${found === undefined ? '' : `, found ${found}`}.`;
    });
  }

  /** @throws FormError `EGOV_GATEWAY_CONFIG` naming each. `details`: `variable` is the first, `variables` all of them. */
  refuse(): void {
    const [first] = this.#list;
    if (!first) return;
    const said = this.sentences();
    const advice = 'Change or remove the environment variable and start again. Nothing was opened.';
    const message =
      said.length === 1 ? `${said[0]} ${advice}` : `${said.length} settings are wrong.\n${said.join('\n')}\n${advice}`;
    const variables = [...new Set(this.#list.map(({variable}) => variable))];
    throw new FormError('EGOV_GATEWAY_CONFIG', message, {variable: first.variable, variables});
  }
}

/** A setting as a message quotes it. */
export function quoted(value: string): string {
  return `"${value.length > 80 ? `${value.slice(0, 80)}…` : value}"`;
}

/** Ranges that have a name with the proxies' library. */
const NAMED_RANGES = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** Whether a text is an address, a range such as `10.0.0.0/8`, or a named range. */
export function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0) return NAMED_RANGES.has(text);
  if (bits === undefined) return true;
  return rest.length === 0 && /^\d{1,3}$/u.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
}

/** Places that settings name. */
export interface SettingPlaces {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly formsFolder: string;
  readonly auditHeadsFile?: string;
}

/** Looks whether the machine has the places that settings name. Nothing is made and nothing stays open. */
export async function checkPlaces(places: SettingPlaces, wrong: WrongSettings): Promise<void> {
  await checkAddress(places.host, places.port, wrong);
  await checkFolder('FORMS_FOLDER', resolve(places.formsFolder), constants.R_OK | constants.X_OK, wrong);
  const data = resolve(places.dataFolder);
  await checkNewFolder('DATA_FOLDER', data, wrong);
  if (!wrong.has('DATA_FOLDER') && (await kindOf(join(data, 'files'))) !== 'missing') {
    await checkFolder('DATA_FOLDER', join(data, 'files'), WRITABLE, wrong);
  }
  if (places.auditHeadsFile !== undefined) await checkFile('AUDIT_HEADS_FILE', resolve(places.auditHeadsFile), wrong);
}

const WRITABLE = constants.R_OK | constants.W_OK | constants.X_OK;

async function checkAddress(host: string, port: number, wrong: WrongSettings): Promise<void> {
  if (wrong.has('HOST')) return;
  // Any free port tells whether the address is ours, the real one whether it is free.
  const hostFailure = await failureOfListening(host, 0);
  if (hostFailure !== undefined) {
    const expected = 'an address or name of this machine, 0.0.0.0 or :: for all of them';
    wrong.add('HOST', expected, `${quoted(host)} (${hostFailure})`);
    return;
  }
  if (wrong.has('PORT')) return;
  const failure = await failureOfListening(host, port);
  if (failure === 'EADDRINUSE') wrong.add('PORT', 'a port that no other server uses', `another server on ${port}`);
  else if (failure !== undefined) wrong.add('PORT', 'a port that this account may use', `${port} (${failure})`);
}

async function failureOfListening(host: string, port: number): Promise<string | undefined> {
  const probe = createServer();
  const failure = await new Promise<string | undefined>((done) => {
    probe.once('error', (error) => done(codeOf(error)));
    probe.listen(port, host, () => done(undefined));
  });
  if (failure === undefined) await new Promise((done) => probe.close(done));
  return failure;
}

/** A folder that is there, or can be made. */
async function checkNewFolder(variable: string, path: string, wrong: WrongSettings): Promise<void> {
  for (let place = path; ; place = dirname(place)) {
    if ((await kindOf(place)) === 'missing' && dirname(place) !== place) continue;
    await checkFolder(variable, place, WRITABLE, wrong);
    return;
  }
}

async function checkFolder(variable: string, path: string, mode: number, wrong: WrongSettings): Promise<void> {
  const expected = mode === WRITABLE ? 'a folder that this account may write to' : 'a folder that this account may read';
  const kind = await kindOf(path);
  if (kind !== 'folder') wrong.add(variable, expected, kind === 'missing' ? `nothing at ${path}` : `${path}, which is ${kind}`);
  else {
    const failure = await access(path, mode).then(() => undefined, codeOf);
    if (failure !== undefined) wrong.add(variable, expected, `${path} (${failure})`);
  }
}

async function checkFile(variable: string, path: string, wrong: WrongSettings): Promise<void> {
  const kind = await kindOf(path);
  if (kind === 'missing') await checkFolder(variable, dirname(path), WRITABLE, wrong);
  else if (kind !== 'a file') wrong.add(variable, 'a file that this account may write to', `${path}, which is a ${kind}`);
  else {
    const failure = await access(path, constants.R_OK | constants.W_OK).then(() => undefined, codeOf);
    if (failure !== undefined) wrong.add(variable, 'a file that this account may write to', `${path} (${failure})`);
  }
}

async function kindOf(path: string): Promise<'folder' | 'a file' | 'missing' | 'unreachable'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'a file';
  } catch (error) {
    // Below a file there is nothing either: the file is found on the way up.
    return ['ENOENT', 'ENOTDIR'].includes(codeOf(error)) ? 'missing' : 'unreachable';
  }
}

function codeOf(error: unknown): string {
  return (error as {code?: string}).code ?? 'unknown';
}
