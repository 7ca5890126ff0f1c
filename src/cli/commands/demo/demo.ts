import { createMemoryRoom, type MemoryRoom, type RoomState } from '../../../client/index.ts';
import type { Config } from '../../../config/load.ts';
import { defaultProfile, newGame, seats } from '../../../rules/index.ts';
import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes, Failure, type ExitCode } from '../../exit.ts';
import { note, write, writeJson } from '../../output.ts';
import { scoreTable } from '../../render/game.ts';
import { hasScreen } from '../../session/screen.ts';
import { untilSignal, type SignalExit } from '../../session/signals.ts';
import { choose, nextMove, type Move } from './moves.ts';
import { watchKeys, type Pace } from './pace.ts';
import { planGame, roundsOfDemo, seededChance, type RoundPlan } from './plan.ts';
import type { ShownTerminal } from './terminal.ts';

const names = ['Dana', 'Yossi', 'Noa', 'Amir'] as const;
/** Each step stays so many times as long as another one. */
const steps = { podium: 5, trick: 0.5, usual: 1 };

/**
 * `whist demo`: four scripted players at four terminals, by the rules alone. One of the terminals is shown. The room is
 * in the memory of this process, because a server and its database take seconds to start.
 */
export const demoCommand: Run = async ({ config, json, options }) => {
  const seed = Number(options['seed']);
  if (!Number.isInteger(seed)) throw new Failure(exitCodes.usage, 'bad_seed', words.output.demo.badSeed);
  const room = openRoom();
  const plans = planGame(seededChance(seed));
  const ended =
    hasScreen() && !json ? await showGame(room, plans, config) : await playGame(room, plans, null);
  if (ended && 'exitCode' in ended) return ended.exitCode;
  const { rounds, totals, winners } = room.state();
  // Write this after the screens have closed; otherwise they would overwrite it.
  if (json) writeJson({ seed, players: names, rounds, totals, winners });
  else write(scoreTable({ rounds, totals, startingScores: [0, 0, 0, 0] }, names));
  return exitCodes.ok;
};

interface Shown {
  readonly pace: Pace;
  readonly terminal: ShownTerminal;
}

type Left = { readonly exitCode: ExitCode | SignalExit } | null;

/** Shows the game at the terminal of the first player. Resolves with null at its end. */
async function showGame(room: MemoryRoom, plans: readonly RoundPlan[], config: Config): Promise<Left> {
  const { intro, keys } = words.output.demo;
  note(config.screenReader ? `${intro}\n${keys}` : intro);
  const { showTerminal } = await import('./terminal.ts');
  const store = room.enter(names[0]);
  const pace = watchKeys();
  const terminal = showTerminal(store, pace, config);
  try {
    return await Promise.race([playGame(room, plans, { pace, terminal }), untilSignal(), pace.quit]);
  } finally {
    await terminal.close();
    store.close();
    pace.close();
  }
}

async function playGame(room: MemoryRoom, plans: readonly RoundPlan[], shown: Shown | null): Promise<null> {
  const step = async (longer = steps.usual) => {
    await shown?.terminal.drawn(room.state().version);
    await shown?.pace.next(longer);
  };
  for (const seat of seats.slice(1)) {
    await step();
    room.sit(seat, names[seat], names[seat]);
  }
  for (;;) {
    const { status } = room.state();
    await step(status === 'finished' ? steps.podium : status === 'playing' ? steps.trick : steps.usual);
    const move = nextMove(room.state(), plans);
    if (!move) return null;
    await make(move, room, shown);
  }
}

/** The shown player types the keys; the others are at terminals that nobody sees. */
async function make({ seat, choice }: Move, room: MemoryRoom, shown: Shown | null): Promise<void> {
  if (shown && seat === 0) {
    const { version } = room.state();
    await shown.terminal.type(choice);
    return shown.terminal.drawn(version + 1);
  }
  const store = room.enter(names[seat]);
  await choose(store, choice);
  store.close();
}

/** A room in which the first player waits for the others. */
function openRoom(): MemoryRoom {
  const [host] = names;
  const empty: RoomState = {
    ...newGame(defaultProfile, { rounds: roundsOfDemo }, [0, 0, 0, 0]),
    code: 'DEMO24',
    gameId: 'demo',
    version: 1,
    hostId: host,
    groupId: null,
    graceSeconds: 60,
    seats: [null, null, null, null],
    rematch: null,
    watchers: 'anybody',
  };
  const room = createMemoryRoom(empty);
  room.sit(0, host, host);
  return room;
}
