import { randomUUID } from 'node:crypto';
import { createScratchDatabase } from './database.ts';
import { plain, ratio, type Bench, type Figure } from './figure.ts';
import { takeTurns, type Load } from './load.ts';
import { inFolder, longestGap, serveRelay, serveWhist, type Served } from './process.ts';
import { openSocket, type BenchSocket } from './socket.ts';
import { newId, playRounds, registerFour, whistTable, type Table } from './table.ts';

const few = 1;
const many = 50;

export const actions: Bench = {
  title: 'Actions',
  how:
    'Four sockets play at each table of a server, and each table acts as soon as its last action is answered. An answered ' +
    'action is durable: on the disk, in one transaction. The bound is a relay: a server that only parses the frame, ' +
    'encodes what it tells and sends it to the same four sockets, without rules and without a database. One relay tells ' +
    'the whole state of a room after ten rounds, which is what a server without rules at its clients has to tell. The ' +
    'other tells an event, as the server does. All take turns of 3 s, and the median turn counts. The server itself tells the longest gap of its event loop; it looks ' +
    'every 10 ms, which are part of the figure.',
  run: (scaled) =>
    inFolder(async (folder) => {
      await using open = new AsyncDisposableStack();
      const database = await createScratchDatabase();
      open.defer(() => database.drop());
      const [pglite, postgresql, relay] = await Promise.all([
        serveWhist(`${folder}/pglite`),
        serveWhist(`${folder}/postgresql`, { WHIST_DATABASE_URL: database.url }),
        serveRelay(),
      ]);
      for (const served of [pglite, postgresql, relay]) open.defer(() => served.stop());
      const embedded = await contenderAt(pglite);
      const told = await toldBy(embedded);
      const relayed = (what: object) => ({
        pid: relay.pid,
        openTables: (count: number) =>
          Promise.all(Array.from({ length: count }, () => relayTable(relay.url, what))),
      });
      const contenders = [
        embedded,
        { ...(await contenderAt(postgresql)), databasePids: database.pids },
        relayed(told.state),
        relayed(told.event),
      ];
      const plan = { turns: 3, warmUp: scaled(1_000), measured: scaled(3_000) };
      const one = await takeTurns(contenders, { ...plan, tables: few });
      const fifty = await takeTurns(contenders, { ...plan, tables: many });
      return figures(one, fifty);
    }),
};

function figures(one: readonly Load[], fifty: readonly Load[]): Figure[] {
  const [pglite1, postgresql1, relay1] = one;
  const [pglite, postgresql, relay, short] = fifty;
  if (!pglite1 || !postgresql1 || !relay1 || !pglite || !postgresql || !relay || !short)
    throw new Error('a server is missing');
  const rate = (name: string, load: Load, [told, bound, atLeast]: readonly [string, Load, number]) =>
    ratio({
      name: `actions a second, ${name}`,
      measured: load.rate,
      bound: [`a relay of ${told}`, bound.rate],
      unit: 'actions/s',
      target: { atLeast },
    });
  const within = (name: string, load: Load) =>
    ratio({
      name: `time in which 99 % of the actions are answered, ${many} tables, ${name}`,
      measured: load.p99,
      bound: ['a relay of the state', relay.p99],
      unit: 'ms',
      target: { atMost: 3 },
    });
  const cpu = (name: string, value: number, target?: { atMost: number }) =>
    plain({
      name: `processor time of an action at ${many} tables, ${name}`,
      value,
      unit: 'µs',
      ...(target && { target }),
    });
  return [
    rate('1 table, PostgreSQL', postgresql1, ['the state', relay1, 0.5]),
    rate(`${many} tables, PostgreSQL`, postgresql, ['the state', relay, 0.5]),
    rate(`${many} tables, PostgreSQL`, postgresql, ['an event', short, 0.35]),
    rate('1 table, PGlite', pglite1, ['the state', relay1, 0.25]),
    rate(`${many} tables, PGlite`, pglite, ['the state', relay, 0.25]),
    within('PostgreSQL', postgresql),
    within('PGlite', pglite),
    cpu('the server on PostgreSQL', postgresql.cpu.server, { atMost: 90 }),
    cpu('PostgreSQL', postgresql.cpu.database, { atMost: 70 }),
    cpu('the players on PostgreSQL', postgresql.cpu.generator),
    cpu('the server with PGlite', pglite.cpu.server),
    cpu('the relay of the state', relay.cpu.server),
    cpu('the relay of an event', short.cpu.server),
    plain({
      name: `longest gap of the event loop at ${many} tables, PGlite`,
      value: pglite.gap,
      unit: 'ms',
      target: { atMost: 50 },
    }),
  ];
}

async function contenderAt({ url, pid }: Served) {
  const tokens = await registerFour(url);
  const openTables = (count: number) =>
    Promise.all(Array.from({ length: count }, () => whistTable(url, tokens)));
  return { pid, gap: () => longestGap(url), openTables };
}

/** A room after ten rounds, and what it tells after an action. */
async function toldBy({ openTables }: Awaited<ReturnType<typeof contenderAt>>) {
  const [table] = await openTables(1);
  if (!table) throw new Error('a table was opened');
  await playRounds(table, 10);
  table.close();
  return { state: { state: table.state() }, event: table.told() };
}

/** A table at the relay. The relay is told once what to tell. */
async function relayTable(url: string, told: object): Promise<Table> {
  const room = randomUUID();
  const sockets = await Promise.all([0, 1, 2, 3].map(() => openSocket(url)));
  for (const socket of sockets) await ask(socket, { told });
  let turn = 0;
  return {
    async act() {
      turn += 1;
      const socket = sockets[turn % 4];
      if (!socket) throw new Error('a table needs four sockets');
      await ask(socket, { method: 'trick.claim', params: { commandId: randomUUID(), version: turn } });
    },
    close: () => sockets.forEach((socket) => socket.close()),
  };

  async function ask(socket: BenchSocket, message: object): Promise<unknown> {
    const id = newId();
    return JSON.parse(await socket.ask(id, JSON.stringify({ jsonrpc: '2.0', id, room, ...message })));
  }
}
