/** The form on one port of this computer: a gateway whose database is in memory, simulated registers, made-up people. */
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {FormDefinition, Pack} from '@egov-form/core';
import {buildServer, freePort, openDatabase, startDemoProvider} from '@egov-form/gateway';
import {openSimulatedRegisters} from '@egov-form/simulators';
import {vietnam} from '@egov-form/vietnam';

/** Our pages around the form. */
const PAGES = fileURLToPath(new URL('../../pages/preview', import.meta.url));

/** What the page is told: a text per mistake, and which state of the files it shows. */
export interface PreviewState {
  /** Grows with each change of the files. */
  readonly revision: number;
  /** The revision whose definition is served; absent before the first that is right. */
  readonly served?: number;
  /** Id of the form that is served. */
  readonly form?: string;
  readonly sentence: string;
  readonly problems: readonly string[];
}

export interface PreviewServer {
  readonly url: string;
  /** Serves a definition, or none yet, in place of the one before. Sessions and dossiers stay. */
  serve(definition: FormDefinition | undefined, packs: readonly Pack[]): Promise<void>;
  /** Tells the page. */
  tell(state: PreviewState): Promise<void>;
  close(): Promise<void>;
}

/** Folder of the browser bundle of `egov-form`, as the procedure has it installed or, failing that, this command. */
export function findElement(folder: string): string | undefined {
  for (const from of [join(folder, 'package.json'), fileURLToPath(import.meta.url)]) {
    try {
      return join(dirname(createRequire(from).resolve('egov-form/custom-elements.json')), 'dist');
    } catch {
      // Perhaps it is there from the next place.
    }
  }
  return undefined;
}

/** Everything but the gateway, which starts with the first call of `serve`. @param port - 0 for a free one. */
export async function startPreview(elementFolder: string, port: number): Promise<PreviewServer> {
  const data = await mkdtemp(join(tmpdir(), 'egov-preview-'));
  const own = port === 0 ? await freePort() : port;
  const origin = `http://127.0.0.1:${own}`;
  const pages = join(data, 'pages');
  await mkdir(pages);
  const registers = await openSimulatedRegisters();
  const provider = await startDemoProvider({redirectUri: `${origin}/auth/callback`});
  const database = await openDatabase();
  const closeDatabase = database.destroy.bind(database);
  // Servers come and go with each change; sessions and dossiers stay.
  database.destroy = async () => undefined;
  let server: Awaited<ReturnType<typeof buildServer>> | undefined;
  return {
    url: `${origin}/`,
    async serve(definition, packs) {
      await server?.close();
      server = await buildServer({
        database,
        origin,
        uploadsFolder: join(data, 'uploads'),
        packs: packs.length > 0 ? packs : [vietnam],
        forms: definition ? [{definition}] : [],
        registers: registers.registers,
        policies: registers.policies,
        oidc: {...provider, redirectUri: `${origin}/auth/callback`},
        statics: [PAGES, pages, elementFolder].map((folder) => ({prefix: '/', folder})),
      });
      await server.listen({host: '127.0.0.1', port: own});
    },
    tell: (state) => writeFile(join(pages, 'preview-state.json'), JSON.stringify(state)),
    async close() {
      await server?.close();
      await closeDatabase();
      await provider.close();
      await registers.close();
      await rm(data, {recursive: true, force: true});
    },
  };
}
