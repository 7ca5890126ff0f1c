import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection, type Connection, type RoomStore } from '../../../client/index.ts';
import type { RoomState } from '../../../protocol/index.ts';
import { keysFor } from '../../../tui/index.ts';
import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes, Failure, type ExitCode } from '../../exit.ts';
import { note, write, writeJson } from '../../output.ts';
import { scoreTable } from '../../render/game.ts';
import { clientOf } from '../../session/connect.ts';
import { startHost } from '../../session/host.ts';
import { hasScreen } from '../../session/screen.ts';
import { untilSignal, type SignalExit } from '../../session/signals.ts';
import { nextMove, seededChance } from './moves.ts';
import { watchKeys, type Pace } from './pace.ts';
import { registerAs, sitDown, type Player } from './player.ts';

const names = ['Dana', 'Yossi', 'Noa', 'Amir'] as const;
const rounds = 4;
/** The podium stays this many times as long as another step. */
const podiumSteps = 5;

/** `whist demo`: four scripted players at four terminals, through a real server. One of the terminals is shown. */
export const demoCommand: Run = async ({ config, json, options }) => {
  const seed = Number(options['seed']);
  if (!Number.isInteger(seed)) throw new Failure(exitCodes.usage, 'bad_seed', words.output.demo.badSeed);
  const isShown = hasScreen() && !json;
  if (isShown) note(words.output.demo.intro);
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
  // All accounts at once: hashing the passwords takes longest.
  const connections = names.map((name) =>
    createConnection({ url: node.url, authenticate: registerAs(name) }),
  );
  const players: Player[] = [];
  const pace = isShown ? watchKeys() : null;
  let ended: Ended | { readonly exitCode: ExitCode | SignalExit };
  try {
    const playing = playGame(connections, players, { seed, pace, noColor: config.noColor });
    ended = await Promise.race([playing, untilSignal(), ...(pace ? [pace.quit] : [])]);
  } finally {
    for (const player of players) await player.close();
    // The person may leave before everybody sits.
    for (const connection of connections) connection.close();
    pace?.close();
    await node.close();
    await rm(folder, { recursive: true, force: true });
  }
  if ('exitCode' in ended) return ended.exitCode;
  // Write this after the screens have closed; otherwise they would overwrite it.
  if (json) writeJson({ seed, players: names, ...ended });
  else write(scoreTable({ ...ended, startingScores: [0, 0, 0, 0] }, names));
  return exitCodes.ok;
};

interface Wishes {
  readonly seed: number;
  /** Null if the game is not shown. */
  readonly pace: Pace | null;
  readonly noColor: boolean;
}

type Ended = Pick<RoomState, 'rounds' | 'totals' | 'winners'>;

async function playGame(
  connections: readonly Connection[],
  players: Player[],
  { seed, pace, noColor }: Wishes,
): Promise<Ended> {
  let code: string | null = null;
  for (const [seat, connection] of connections.entries()) {
    const { call } = await clientOf(connection, '');
    code ??= (await call('room.create', { length: { rounds } })).code;
    players.push(await sitDown(connection, code, { pace: seat === 0 ? pace : null, noColor }));
  }
  const [host] = players;
  if (!host) throw new Error('a demo has four players');

  const chance = seededChance(seed);
  for (;;) {
    const state = stateOf(host.store);
    await Promise.all(players.map(({ drawn }) => drawn(state.version)));
    await pace?.next(state.status === 'finished' ? podiumSteps : 1);
    const move = nextMove(state, chance);
    if (!move) return { rounds: state.rounds, totals: state.totals, winners: state.winners };
    players[move.seat]?.keyboard.type(keysFor(move.choice));
    await host.drawn(state.version + 1);
  }
}

function stateOf(store: RoomStore): RoomState {
  const { state } = store.getSnapshot();
  if (!state) throw new Error('the demo has lost its room');
  return state;
}
