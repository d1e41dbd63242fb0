/** `egov-form preview`: the form on this computer, which follows every change of its files. */
import {type FSWatcher, watch} from 'node:fs';
import {findingText, placeIn} from '@egov-form/checks';
import {type Call, type Command, CommandError, type Context, type ExitCode} from '../frame/command.ts';
import type {PreviewServer, PreviewState} from '../preview/preview-server.ts';
import {composedForm} from '../source/composed-form.ts';
import {type ProcedureSource, readSource, shownPath} from '../source/procedure-source.ts';
import {checkSource} from '../verdict/check-source.ts';

export const command: Command = {
  arguments: [{name: '[path]', about: 'source.argument'}],
  options: [{flags: '--port <number>', about: 'preview.port'}],
  run: preview,
};

/** Editors write a file in several steps: it is read when it was left alone for so long, in milliseconds. */
const SETTLED_MS = 80;

async function preview({arguments: [named], options}: Call, context: Context): Promise<ExitCode> {
  const {text, terminal} = context;
  const path = typeof named === 'string' ? named : '.';
  const {port = '0'} = options;
  if (!/^\d{1,5}$/u.test(String(port)) || Number(port) > 65_535)
    throw new CommandError('EGOV_CLI_PREVIEW', text('preview.bad-port', {port: String(port)}));
  const {folder} = await readSource(path, context);
  // A gateway is much to load: whoever only asks for help does without.
  const {findElement, startPreview} = await import('../preview/preview-server.ts');
  const element = findElement(folder);
  if (element === undefined) throw new CommandError('EGOV_CLI_PREVIEW', text('preview.no-element', {folder}));
  terminal.progress(text('preview.starting'));
  const server = await startPreview(element, Number(port));
  const follower = new Follower(server, path, context);
  try {
    await follower.read();
    context.answer({url: server.url}, [text('preview.address', {url: server.url})]);
    const watched = watchFolder(folder, () => follower.read());
    await context.stopped();
    watched.close();
    await follower.atRest();
  } finally {
    await server.close();
  }
  return 0;
}

/** Reads the files after each change, one reading after the other, and puts what came out before the page. */
class Follower {
  readonly #server: PreviewServer;
  readonly #path: string;
  readonly #context: Context;
  #state: PreviewState = {revision: 0, sentence: '', problems: []};
  #reading: Promise<void> = Promise.resolve();

  constructor(server: PreviewServer, path: string, context: Context) {
    this.#server = server;
    this.#path = path;
    this.#context = context;
  }

  read(): Promise<void> {
    this.#reading = this.#reading.then(() => this.#readNow());
    return this.#reading;
  }

  /** Resolves when no reading is under way. */
  atRest(): Promise<void> {
    return this.#reading;
  }

  /** Never throws: a mistake must not end the preview. */
  async #readNow(): Promise<void> {
    const {text, terminal, cwd, json} = this.#context;
    const isFirst = this.#state.revision === 0;
    const revision = this.#state.revision + 1;
    let file = this.#path;
    let problems: readonly string[];
    try {
      const source = await readSource(this.#path, this.#context);
      file = shownPath(source.definition.path, cwd);
      problems = await problemsOf(source, this.#context);
      if (problems.length === 0) {
        const definition = await composedForm(source, text);
        await this.#server.serve(definition, source.packs);
        this.#state = {revision, served: revision, form: definition.id, sentence: '', problems};
      }
    } catch (error) {
      problems = [error instanceof Error ? error.message : String(error)];
    }
    if (isFirst && problems.length > 0) await this.#server.serve(undefined, []);
    if (problems.length > 0) this.#state = {...this.#state, revision, sentence: text('preview.broken', {file}), problems};
    await this.#server.tell(this.#state);
    if (problems.length > 0)
      for (const line of [this.#state.sentence, ...problems.map((one) => `  ${one}`)]) terminal.complain(line);
    else if (!isFirst && !json) terminal.say(text('preview.changed', {file}));
  }
}

/** Mistakes of the definition, each with its place. */
async function problemsOf(source: ProcedureSource, context: Context): Promise<readonly string[]> {
  const {findings} = await checkSource(source, false, context.text);
  return findings
    .filter(({severity, case: recorded}) => severity === 'error' && recorded === undefined)
    .map((finding) => {
      const {line, column} = placeIn(source.definition.text, finding.pointer);
      return `${line}:${column} ${findingText(finding, context.language)}`;
    });
}

function watchFolder(folder: string, changed: () => void): FSWatcher {
  let timer: NodeJS.Timeout | undefined;
  return watch(folder, (_kind, name) => {
    if (name !== null && !/\.m?[jt]s(?:on)?$/u.test(name)) return;
    clearTimeout(timer);
    timer = setTimeout(changed, SETTLED_MS);
  });
}
