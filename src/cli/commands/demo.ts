import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import {
  createConnection,
  createRoomStore,
  type Authenticate,
  type Connection,
  type RoomStore,
} from '../../client/index.ts';
import type { RoomState } from '../../protocol/index.ts';
import { createKeyboard, keysFor, runApp, type Keyboard } from '../../tui/index.ts';
import { clientOf } from '../session/connect.ts';
import { nextMove, seededChance } from './demo-players.ts';
import { exitCodes, Failure, type ExitCode } from '../exit.ts';
import { scoreTable } from './game.ts';
import type { Run } from '../main.ts';
import { startHost } from '../session/host.ts';
import { write, writeJson } from '../output.ts';
import { hasScreen } from '../session/screen.ts';
import { untilSignal, type SignalExit } from '../signals.ts';

const names = ['Dana', 'Yossi', 'Noa', 'Amir'];
const rounds = 4;
/** How long a person needs to see what has happened. */
const lookingTime = 900; // ms
const podiumTime = 4_000; // ms

/** One scripted player: a terminal of their own, a keyboard for it, and the room as that terminal knows it. */
interface Player {
  readonly store: RoomStore;
  readonly keyboard: Keyboard;
  /** Resolves when the terminal shows this version of the room, or a later one: only then are keys taken for it. */
  drawn(version: number): Promise<void>;
  close(): Promise<void>;
}

/** `whist demo`: four scripted players at four terminals, through a real server; one of the terminals is yours to watch. */
export const demoCommand: Run = async ({ config, json, options }) => {
  const seed = Number(options['seed']);
  if (!Number.isInteger(seed)) throw new Failure(exitCodes.usage, 'bad_seed', '--seed needs a whole number.');
  const isShown = hasScreen() && !json;
  const folder = await mkdtemp(join(tmpdir(), 'whist-demo-'));
  const node = await startHost({
    ...config,
    databaseUrl: null,
    redisUrl: null,
    limits: null,
    logLevel: 'warn',
    dataDir: folder,
    host: '127.0.0.1',
    port: 0,
  });
  const players: Player[] = [];
  const watcher = isShown ? watchKeys() : null;
  let ended: Ended | { readonly exitCode: ExitCode | SignalExit };
  try {
    const playing = playGame(node.url, players, { seed, isShown, noColor: config.noColor });
    ended = await Promise.race([playing, untilSignal(), ...(watcher ? [watcher.quit] : [])]);
  } finally {
    for (const player of players) await player.close();
    watcher?.close();
    await node.close();
    await rm(folder, { recursive: true, force: true });
  }
  if ('exitCode' in ended) return ended.exitCode;
  // Once the screens are gone, so that it stays.
  if (json) writeJson({ seed, players: names, ...ended });
  else write(scoreTable({ ...ended, startingScores: [0, 0, 0, 0] }, ['Dana', 'Yossi', 'Noa', 'Amir']));
  return exitCodes.ok;
};

/** The keys of who looks on: q and ctrl-c end the demo, the others do nothing. */
function watchKeys(): { readonly quit: Promise<{ exitCode: ExitCode | 130 }>; close(): void } {
  const { stdin } = process;
  const quit = Promise.withResolvers<{ exitCode: ExitCode | 130 }>();
  const look = (keys: Buffer) => {
    if (keys.includes('q')) quit.resolve({ exitCode: exitCodes.ok });
    if (keys.includes(0x03)) quit.resolve({ exitCode: 130 });
  };
  stdin.setRawMode(true).on('data', look);
  return {
    quit: quit.promise,
    close() {
      stdin.off('data', look).setRawMode(false).pause();
    },
  };
}

interface Wishes {
  readonly seed: number;
  readonly isShown: boolean;
  readonly noColor: boolean;
}

type Ended = Pick<RoomState, 'rounds' | 'totals' | 'winners'>;

async function playGame(url: string, players: Player[], { seed, isShown, noColor }: Wishes): Promise<Ended> {
  let code: string | null = null;
  for (const [seat, name] of names.entries()) {
    const connection = createConnection({ url, authenticate: registerAs(name) });
    const { call } = await clientOf(connection, url);
    code ??= (await call('room.create', { length: { rounds } })).code;
    players.push(await sitDown(connection, code, seat === 0 && isShown, noColor));
  }
  const [host] = players;
  if (!host) throw new Error('a demo has four players');

  const chance = seededChance(seed);
  for (;;) {
    const state = stateOf(host.store);
    await Promise.all(players.map(({ drawn }) => drawn(state.version)));
    if (isShown) await pause(state.status === 'finished' ? podiumTime : lookingTime);
    const move = nextMove(state, chance);
    if (!move) return { rounds: state.rounds, totals: state.totals, winners: state.winners };
    players[move.seat]?.keyboard.type(keysFor(move.choice));
    await host.drawn(state.version + 1);
  }
}

function registerAs(name: string): Authenticate {
  const username = name.toLowerCase();
  return async (call) => {
    const params = { username, email: `${username}@demo.invalid`, password: randomUUID(), displayName: name };
    const registered = await call('auth.register', params);
    return 'refused' in registered ? registered : registered.result;
  };
}

async function sitDown(
  connection: Connection,
  code: string,
  isShown: boolean,
  noColor: boolean,
): Promise<Player> {
  const store = createRoomStore(connection, code);
  await store.entered;
  const keyboard = createKeyboard();
  const stdout = isShown ? process.stdout : unseenScreen();
  const frames = new EventEmitter<{ drawn: [] }>();
  let shown = 0;
  const onDrawn = (version: number) => {
    shown = version;
    frames.emit('drawn');
  };
  const ended = runApp({ store, mode: 'seat', stdin: keyboard.stdin, stdout, noColor, onDrawn });
  return {
    async drawn(version) {
      while (shown < version) await once(frames, 'drawn');
    },
    store,
    keyboard,
    async close() {
      keyboard.type('q');
      await ended;
      store.close();
      connection.close();
    },
  };
}

/** A terminal that nobody looks at. */
function unseenScreen(): NodeJS.WritableStream {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  return Object.assign(nowhere, { isTTY: true, columns: 80, rows: 24 });
}

function stateOf(store: RoomStore): RoomState {
  const { state } = store.getSnapshot();
  if (!state) throw new Error('the demo has lost its room');
  return state;
}
