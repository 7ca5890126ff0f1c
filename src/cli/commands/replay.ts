import { createReplayStore, undoneBy } from '../../client/index.ts';
import type { GameLog } from '../../protocol/index.ts';
import { perSeat } from '../../rules/index.ts';
import { eventSentence, minus, words } from '../../words/index.ts';
import type { Context, Run } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { write, writeJson } from '../output.ts';
import { withReader } from '../session/connect.ts';
import { hasScreen } from '../session/screen.ts';

type Step = GameLog['steps'][number];

/**
 * `whist replay ID`: a game step by step, forwards and back. Without a terminal it writes one line for each
 * step, with --json the log.
 */
export const replayCommand: Run = async (context, id = '') => {
  await withReader(context.config, async ({ call }) => {
    const load = (after: number, limit = 50) => call('game.log', { id, after, limit });
    if (!context.json && hasScreen()) return showReplay(load, context);
    const { gameId, code, steps } = await wholeLog(load);
    if (context.json) writeJson({ gameId, code, events: steps.map(({ event }) => event) });
    else writeSteps(steps);
  });
  return exitCodes.ok;
};

async function wholeLog(load: (after: number) => Promise<GameLog>): Promise<GameLog> {
  const first = await load(0);
  const steps = [...first.steps];
  while (steps.length < first.last) {
    const more = await load(steps.length);
    steps.push(...more.steps);
  }
  return { ...first, steps };
}

async function showReplay(load: (after: number) => Promise<GameLog>, { config }: Context): Promise<void> {
  const { runApp } = await import('../../tui/index.ts');
  const { stdin, stdout } = process;
  const store = createReplayStore(load);
  await store.entered;
  const { noColor, screenReader: isRead } = config;
  await runApp({ store, mode: 'replay', stdin, stdout, noColor, isRead, onStep: store.step });
  store.close();
}

/** Writes every step in words, and the totals after each round. */
function writeSteps(steps: readonly Step[]): void {
  const width = String(steps.length).length;
  const events = steps.map(({ event }) => event);
  let rounds = 0;
  for (const { event, state } of steps) {
    const names = perSeat((seat) => state.seats[seat]?.displayName ?? words.phrases.seat(seat + 1));
    const sentence = eventSentence({ state, names }, event, undoneBy(events, event));
    const line = `${String(event.version).padStart(width)}  ${event.at.slice(0, 19).replace('T', ' ')}  ${sentence}.`;
    const totals = names.map((name, seat) => `${name} ${minus(state.totals[seat] ?? 0)}`).join(', ');
    write(state.rounds.length === rounds ? line : `${line}  ${totals}`);
    rounds = state.rounds.length;
  }
}
