/**
 * `npm run with-postgres -- <command> [arguments]`: runs a command with `TEST_DATABASE_URL` naming a PostgreSQL server
 * that lives as long as the command.
 */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {startPostgres} from '../postgres.ts';

export async function main([command, ...args]: readonly string[]): Promise<number> {
  if (command === undefined) {
    process.stderr.write('Expected a command: npm run with-postgres -- node --test packages/gateway/src/server.test.ts\n');
    return 2;
  }
  const server = await startPostgres();
  try {
    const child = spawn(command, args, {stdio: 'inherit', env: {...process.env, TEST_DATABASE_URL: server.url}});
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? 1;
  } finally {
    await server.stop();
  }
}
