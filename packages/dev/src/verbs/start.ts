/** `npm start`: the demo, until it is stopped. Settings are those of the gateway (docs/deploy.md). */
import {resolve} from 'node:path';
import {FormError} from '@egov-form/core';
import {readConfig} from '@egov-form/gateway';
import {type Demo, startDemo} from '../demo/start-demo.ts';
import {root} from '../root.ts';

/** Start the demo, say where it is, and run until a signal comes. */
export async function main(_args: readonly string[]): Promise<number> {
  const say = (line: string): boolean => process.stdout.write(`${line}\n`);
  let demo: Demo;
  try {
    const {dataFolder, agency, ...config} = readConfig(process.env);
    demo = await startDemo({...config, dataFolder: resolve(root, dataFolder), ...(agency !== undefined && {agency})});
  } catch (error) {
    // Foreseen: one sentence says what to do. Anything else is a fault of ours and shows where it happened.
    const text = error instanceof FormError ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`${text}\n`);
    return 1;
  }
  say(`\nThe portal runs at ${demo.url}\n`);
  say('Sign in as one of the made-up people that the sign-in page offers. Data are kept in the data folder; Ctrl+C stops.');
  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done());
  });
  await demo.close();
  return 0;
}
