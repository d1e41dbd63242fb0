/**
 * A province's shared database for tests and demos: the server of `TEST_DATABASE_URL` when there is one, else PostgreSQL compiled to
 * WebAssembly (`@electric-sql/pglite`, to be installed beside) behind a socket of its own. Between the client and either
 * stands a gate that can be broken.
 */
import {randomBytes} from 'node:crypto';
import {once} from 'node:events';
import {type AddressInfo, connect, createServer, type Server, type Socket} from 'node:net';
import {PGlite} from '@electric-sql/pglite';
import pg from 'pg';

/** How the gate treats what comes from the database. */
export type GateFault = 'none' | 'reset' | 'hang' | 'slow' | 'rubbish';

export interface SharedDatabase {
  /** Connection string of the reading account, through the gate. */
  readonly url: string;
  /** Whether time limits of statements are kept: the embedded server has no clock to interrupt itself. */
  readonly keepsTime: boolean;
  gate(fault: GateFault): void;
  /** As the owner, past the gate. */
  run(sql: string): Promise<void>;
  close(): Promise<void>;
}

export async function openSharedDatabase(): Promise<SharedDatabase> {
  const server = process.env['TEST_DATABASE_URL'];
  return server ? onServer(server) : embedded();
}

async function onServer(server: string): Promise<SharedDatabase> {
  const name = `egov_shared_${randomBytes(6).toString('hex')}`;
  const once = async (url: string, sql: string): Promise<void> => {
    const client = new pg.Client({connectionString: url});
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await once(server, `create database ${name}`);
  const owner = new URL(server);
  owner.pathname = `/${name}`;
  const gate = await openGate((socket) => join(socket, connect(Number(owner.port || 5432), owner.hostname)));
  const url = new URL(owner);
  url.host = `127.0.0.1:${gate.port}`;
  return {
    url: url.href,
    keepsTime: true,
    gate: gate.set,
    run: (sql) => once(owner.href, sql),
    async close() {
      await gate.close();
      await once(server, `drop database if exists ${name} with (force)`);
    },
  };
}

async function embedded(): Promise<SharedDatabase> {
  const database = new PGlite();
  await database.waitReady;
  const session: Session = {database, turn: Promise.resolve()};
  const behind = createServer((socket) => speakFor(session, socket));
  behind.listen(0, '127.0.0.1');
  await once(behind, 'listening');
  const {port} = behind.address() as AddressInfo;
  const gate = await openGate((socket) => join(socket, connect(port, '127.0.0.1')));
  return {
    url: `postgresql://postgres@127.0.0.1:${gate.port}/postgres`,
    keepsTime: false,
    gate: gate.set,
    run: async (sql) => {
      await session.turn;
      // Whoever was cut off in a transaction left it open.
      await database.exec('rollback');
      await database.exec(sql);
    },
    async close() {
      await gate.close();
      behind.close();
      await database.close();
    },
  };
}

/** The embedded server has one session for all: what it is asked waits for its turn. */
interface Session {
  readonly database: PGlite;
  turn: Promise<unknown>;
}

function speakFor(session: Session, socket: Socket): void {
  const {database} = session;
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    session.turn = session.turn.then(() => database.exec('rollback')).catch(() => undefined);
  });
  socket.on('data', (bytes) => {
    session.turn = session.turn
      .then(async () => {
        const answer = await database.execProtocolRaw(new Uint8Array(bytes));
        if (!socket.destroyed) socket.write(answer);
      })
      .catch(() => void socket.destroy());
  });
}

interface Gate {
  readonly port: number;
  set(fault: GateFault): void;
  close(): Promise<void>;
}

let fault: GateFault = 'none';
const SLOW_MS = 2_000;

function join(inside: Socket, outside: Socket): void {
  const end = (): void => {
    inside.destroy();
    outside.destroy();
  };
  for (const socket of [inside, outside]) socket.on('error', end).on('close', end);
  inside.on('data', (bytes) => outside.write(bytes));
  outside.on('data', (bytes) => {
    if (fault === 'reset') end();
    else if (fault === 'rubbish') inside.write('<!doctype html><title>503</title>');
    else if (fault === 'slow') setTimeout(() => inside.destroyed || inside.write(bytes), SLOW_MS).unref();
    else if (fault === 'none') inside.write(bytes);
  });
}

async function openGate(pass: (socket: Socket) => void): Promise<Gate> {
  fault = 'none';
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    pass(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    set: (next) => {
      fault = next;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
