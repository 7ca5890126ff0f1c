import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { numberText, plain, ratio, type Bench, type Figure, type Scaled } from './figure.ts';
import { size } from './games/club.ts';
import { fill } from './games/fill.ts';
import { takeTurns } from './load.ts';
import { playAll, type Waits } from './play-all.ts';
import { inFolder, runWhist, serveWhist, type Env } from './process.ts';
import { openSocket } from './socket.ts';
import { newId, registerFour, whistTable } from './table.ts';

export const trust: Bench = {
  title: 'Trust',
  how:
    'The price of safety, with the embedded database. Tables act as in the first part, at a server that flushes each ' +
    'commit and at one that does not. Then two tables act ten times a second each, while twenty sockets of another ' +
    'address, on which nobody is logged in, send `auth.refresh` with a wrong token again and again, at a server with the ' +
    'usual limits. At last they act while `whist backup` copies a database that another process has filled.',
  run: async (scaled) => [
    ...(await flushing(scaled)),
    ...(await flood(scaled)),
    ...(await besideBackup(scaled)),
  ],
};

/** Measures actions with and without flushes. */
function flushing(scaled: Scaled): Promise<Figure[]> {
  return inFolder(async (folder) => {
    await using open = new AsyncDisposableStack();
    const contenders = [];
    for (const durability of ['full', 'relaxed']) {
      const served = await serveWhist(join(folder, durability), { WHIST_DURABILITY: durability });
      open.defer(() => served.stop());
      const tokens = await registerFour(served.url);
      const openTables = (count: number) =>
        Promise.all(Array.from({ length: count }, () => whistTable(served.url, tokens)));
      contenders.push({ pid: served.pid, openTables });
    }
    const plan = { turns: 3, warmUp: scaled(1_000), measured: scaled(3_000) };
    const figures: Figure[] = [];
    for (const tables of [1, 50]) {
      const [full, relaxed] = await takeTurns(contenders, { ...plan, tables });
      if (!full || !relaxed) throw new Error('a server is missing');
      figures.push(
        ratio({
          name: `actions a second, ${tables === 1 ? '1 table' : `${tables} tables`}, every commit flushed`,
          measured: full.rate,
          bound: ['the same without flushes', relaxed.rate],
          unit: 'actions/s',
        }),
      );
    }
    return figures;
  });
}

/** More tables of four accounts would reach the limits themselves. */
const few = 2;

interface Place {
  readonly url: string;
  readonly folder: string;
  readonly dataDir: string;
  /** How long the players have waited. Their waits from now on are counted anew. */
  takeWaits(): Waits;
}

interface Setting {
  readonly env?: Env;
  readonly prepare?: (dataDir: string) => Promise<void>;
}

/** Lets two tables play at a server with an embedded database, while something happens. Answers how long they waited. */
function beside({ env = {}, prepare }: Setting, happens: (place: Place) => Promise<unknown>) {
  return inFolder(async (folder) => {
    await using open = new AsyncDisposableStack();
    const dataDir = join(folder, 'data');
    await prepare?.(dataDir);
    const served = await serveWhist(dataDir, env);
    open.defer(() => served.stop());
    const { url } = served;
    const tokens = await registerFour(url);
    const playing = playAll(await Promise.all(Array.from({ length: few }, () => whistTable(url, tokens))));
    open.defer(() => playing.stop());
    const { takeWaits } = playing;
    await happens({ url, folder, dataDir, takeWaits });
    return takeWaits();
  });
}

const strangers = 20;

/** Measures how long players wait while strangers send nonsense. */
async function flood(scaled: Scaled): Promise<Figure[]> {
  const quiet = scaled(10_000); // ms
  const limited = { env: { WHIST_RATE_LIMITS: 'on' } };
  const before = await beside(limited, async ({ takeWaits }) => {
    await pause(scaled(1_000));
    takeWaits();
    await pause(quiet);
  });
  let asked = 0;
  const during = await beside(limited, async ({ url, takeWaits }) => {
    await pause(scaled(1_000));
    takeWaits();
    const end = performance.now() + quiet;
    await Promise.all(
      Array.from({ length: strangers }, async () => {
        while (performance.now() < end) asked += await pester(url, end);
      }),
    );
  });
  const name = 'time in which 99 % of the actions are answered';
  const meanwhile = `beside ${numberText(asked / (quiet / 1000))} wrong tokens a second`;
  return [
    plain({ name, value: before.p99, unit: 'ms' }),
    plain({
      name: `${name} ${meanwhile}`,
      value: during.p99,
      unit: 'ms',
      target: { atMost: 20 },
    }),
    plain({ name: `longest of these times ${meanwhile}`, value: during.longest, unit: 'ms' }),
  ];
}

/** Sends wrong tokens on one socket until the server closes it. Answers how many. */
async function pester(url: string, end: number): Promise<number> {
  const socket = await openSocket(url, undefined, '127.0.0.2').catch(() => null);
  if (!socket) {
    // The server has turned this address away.
    await pause(100);
    return 0;
  }
  let asked = 0;
  const params = { refreshToken: 'x'.repeat(43) };
  try {
    for (; performance.now() < end; asked += 1) {
      const id = newId();
      await socket.ask(id, JSON.stringify({ jsonrpc: '2.0', id, method: 'auth.refresh', params }));
    }
  } catch {
    // The server has closed the socket.
  }
  socket.close();
  return asked;
}

/** Measures how long players wait while a backup of many games is made. */
async function besideBackup(scaled: Scaled): Promise<Figure[]> {
  const rounds = scaled(100_000);
  let before: Waits | undefined;
  let seconds = 0;
  const during = await beside(
    { prepare: (dataDir) => makeClub(dataDir, rounds) },
    async ({ folder, dataDir, takeWaits }) => {
      await pause(scaled(1_000));
      takeWaits();
      await pause(scaled(10_000));
      before = takeWaits();
      ({ seconds } = await runWhist(['backup', '--data-dir', dataDir, join(folder, 'backup')]));
    },
  );
  const name = 'longest time in which an action is answered';
  const meanwhile = `beside a backup of ${numberText(rounds)} rounds`;
  return [
    plain({ name: `${name}, before a backup`, value: before?.longest ?? Number.NaN, unit: 'ms' }),
    plain({ name: `${name}, ${meanwhile}`, value: during.longest, unit: 'ms' }),
    plain({ name: `backup of ${numberText(rounds)} rounds`, value: seconds, unit: 's' }),
  ];
}

/** Makes an embedded database with so many rounds, and with everything that follows from them. */
async function makeClub(dataDir: string, rounds: number): Promise<void> {
  // A first start makes the tables.
  await (await serveWhist(dataDir)).stop();
  await fill({ dataDir }, Math.ceil(rounds / size.rounds), () => Promise.resolve());
}
