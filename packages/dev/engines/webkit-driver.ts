/** WebKitGTK, by WebDriver: a window of our own (webkit-shell.py) on a screen that nobody sees. */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {freePort} from '@egov-form/gateway';
import type {WebKit} from '../src/find-engines.ts';
import {until} from '../src/fixtures/until.ts';
import {describeQuery, type Engine, findAll, type Query, type Tab, type TabOptions, textsOf} from './driver.ts';

const SHELL = fileURLToPath(new URL('webkit-shell.py', import.meta.url));
const HEIGHT = 900;
/** The member that names an element in WebDriver's JSON. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
/** How a line of the log begins that is about no problem. */
const OPENED = 'opened: ';
const TAB_KEY = '\uE004';

interface ElementReference {
  readonly [ELEMENT]: string;
}

export interface WebKitTab extends Tab {
  /** How many calendars and lists of its own the browser has shown. */
  opened(): Promise<number>;
}

export interface WebKitEngine extends Engine {
  newTab(options?: TabOptions): Promise<WebKitTab>;
}

export interface WebKitOptions {
  /** Windows that keep what pages store, each for itself; private ones without. */
  readonly profile?: boolean;
  /** The person asked for dark colors. */
  readonly dark?: boolean;
}

export async function openWebKit(
  {driver, xvfb, python}: WebKit,
  {profile = false, dark = false}: WebKitOptions = {},
): Promise<WebKitEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'egov-webkit-'));
  const screen = spawn(xvfb, ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [display] = (await once(screen.stdio[3] as NodeJS.ReadableStream, 'data')) as [Buffer];
  const port = await freePort();
  const service = spawn(driver, [`--port=${port}`], {
    stdio: 'ignore',
    env: {...process.env, DISPLAY: `:${String(display).trim()}`, NO_AT_BRIDGE: '1', TZ: 'Asia/Ho_Chi_Minh'},
  });
  const call = caller(`http://127.0.0.1:${port}`);
  await until('WebKitWebDriver listens', async () => Boolean(await call('GET', '/status')));
  let tabs = 0;
  return {
    newTab(options) {
      tabs += 1;
      const own = join(folder, String(tabs));
      return openTab(call, python, `${own}.log`, profile ? own : undefined, dark, options);
    },
    async close() {
      await ended(service);
      await ended(screen);
      await rm(folder, {recursive: true, force: true});
    },
  };
}

type Call = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>;

async function openTab(
  call: Call,
  python: string,
  log: string,
  profile: string | undefined,
  dark: boolean,
  {width = 1280}: TabOptions = {},
): Promise<WebKitTab> {
  const args = [SHELL, '--log', log, '--size', `${width}x${HEIGHT}`];
  if (profile !== undefined) args.push('--profile', profile);
  if (dark) args.push('--dark');
  const capabilities = {alwaysMatch: {'webkitgtk:browserOptions': {binary: python, args}}};
  const {sessionId} = (await call('POST', '/session', {capabilities})) as {sessionId: string};
  const session = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown> =>
    call(method, `/session/${sessionId}${path}`, body);
  const run = (script: string, args: readonly unknown[]): Promise<unknown> => session('POST', '/execute/sync', {script, args});

  const find = async (query: Query): Promise<string> => {
    const found = (await run(`return (${findAll})(...arguments)[0] ?? null`, [query])) as ElementReference | null;
    if (!found) throw new Error(`Expected ${describeQuery(query)} in the page, found none.`);
    return found[ELEMENT];
  };
  // WebDriver's own click takes what lies in a shadow root for covered: a pointer goes where a person would press.
  const lines = async (): Promise<readonly string[]> => (await readFile(log, 'utf8').catch(() => '')).split('\n').filter(Boolean);
  const click = async (element: string): Promise<void> => {
    const at = (await run(`return (${middleOf})(...arguments)`, [{[ELEMENT]: element}])) as {x: number; y: number} | null;
    if (!at) throw new Error('Expected an element that can be pressed, found another one above it.');
    const press = ['pointerDown', 'pointerUp'].map((type) => ({type, button: 0}));
    const actions = [{type: 'pointerMove', origin: 'viewport', duration: 0, x: at.x, y: at.y}, ...press];
    await session('POST', '/actions', {actions: [{type: 'pointer', id: 'mouse', parameters: {pointerType: 'mouse'}, actions}]});
  };
  return {
    goto: async (url) => void (await session('POST', '/url', {url})),
    reload: async () => void (await session('POST', '/refresh', {})),
    evaluate: (script, ...parameters) => run(`return (${script})(...arguments)`, parameters) as never,
    texts: (query) => run(`return (${textsOf})((${findAll})(...arguments))`, [query]) as Promise<readonly string[]>,
    click: async (query) => click(await find(query)),
    async type(query, text) {
      const element = await find(query);
      await click(element);
      await session('POST', `/element/${element}/value`, {text: `${text}${TAB_KEY}`});
    },
    async select(query, words) {
      const list: ElementReference = {[ELEMENT]: await find(query)};
      const script = 'return [...arguments[0].options].find(({label}) => label.trim() === arguments[1]) ?? null';
      const option = (await run(script, [list, words])) as ElementReference | null;
      if (!option) throw new Error(`Expected the choice "${words}" of ${describeQuery(query)}, found none.`);
      await session('POST', `/element/${option[ELEMENT]}/click`, {});
    },
    upload: async (query, path) => void (await session('POST', `/element/${await find(query)}/value`, {text: path})),
    screenshot: async () => Buffer.from(String(await session('GET', '/screenshot')), 'base64'),
    problems: async () => (await lines()).filter((line) => !line.startsWith(OPENED)),
    opened: async () => (await lines()).filter((line) => line.startsWith(OPENED)).length,
    // The window may be gone before it answers.
    close: () => session('DELETE', '').then(undefined, () => undefined) as Promise<void>,
  };
}

/** Where to press an element, scrolled into sight; nothing when something else lies there. Runs in the page. */
function middleOf(element: Element): {readonly x: number; readonly y: number} | null {
  element.scrollIntoView({block: 'center', behavior: 'instant'});
  const {x, y, width, height} = element.getBoundingClientRect();
  const middle = {x: Math.round(x + width / 2), y: Math.round(y + height / 2)};
  let hit = document.elementFromPoint(middle.x, middle.y);
  for (let root = hit?.shadowRoot; root; root = hit?.shadowRoot) {
    const inner = root.elementFromPoint(middle.x, middle.y);
    if (!inner || inner === hit) break;
    hit = inner;
  }
  const labels = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])] : [];
  return hit && [element, ...labels].some((one) => one.contains(hit)) ? middle : null;
}

function caller(address: string): Call {
  return async (method, path, body) => {
    const response = await fetch(`${address}${path}`, {method, ...(body && {body: JSON.stringify(body)})});
    const {value} = (await response.json()) as {value: unknown};
    if (response.ok) return value;
    const {error, message} = value as {error: string; message: string};
    throw new Error(`WebDriver: ${error} ${message}`);
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill();
  await exit;
}
