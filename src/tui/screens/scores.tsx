import { Box } from 'ink';
import { Gap, Line } from '../components/line.tsx';
import { ScoreTable } from '../components/score-table.tsx';
import type { Command } from '../keys.ts';
import type { Key } from '../key-events.ts';
import type { Outcome } from '../outcome.ts';
import type { Table } from '../table.ts';
import { newCorrect, type Correct } from './correct.tsx';

/** The score table, with a cursor on one of its rounds. */
export interface Scores {
  readonly screen: 'scores';
  /** Index of the round the cursor is on. */
  readonly cursor: number;
}

export const newScores = ({ state }: Table): Scores => ({
  screen: 'scores',
  cursor: Math.max(0, state.rounds.length - 1),
});

export function reduceScores(
  { cursor }: Scores,
  command: Command<'scores'>,
  key: Key,
  { state }: Table,
): Outcome<Scores, Correct> {
  switch (command) {
    case 'move': {
      const last = Math.max(0, state.rounds.length - 1);
      return { state: { screen: 'scores', cursor: Math.min(Math.max(cursor + stepOf(key), 0), last) } };
    }
    case 'correct': {
      const round = state.rounds[cursor];
      return round ? { open: newCorrect(round) } : { say: 'There is no finished round to correct yet.' };
    }
    case 'close':
      return { close: true };
    default: {
      const never: never = command;
      return never;
    }
  }
}

const page = 10; // rounds
const steps: Readonly<Record<Key, number>> = {
  up: -1,
  down: 1,
  pageup: -page,
  pagedown: page,
  home: -Infinity,
  end: Infinity,
};
const stepOf = (key: Key) => steps[key] ?? 0;

export function ScoresView({
  state: { cursor },
  table,
  rows,
}: {
  state: Scores;
  table: Table;
  rows: number;
}) {
  const count = table.state.rounds.length;
  const visible = rows - 4;
  const first = Math.min(Math.max(0, cursor - Math.floor(visible / 2)), Math.max(0, count - visible));
  const started = table.state.startingScores.some((score) => score !== 0);
  return (
    <Box flexDirection="column">
      <ScoreTable table={table} first={first} rows={visible} cursor={cursor} />
      <Gap />
      {count === 0 && <Line pieces={['   No round is complete yet.']} />}
      {count > visible && (
        <Line pieces={[{ text: `   Rounds ${first + 1} to ${first + visible} of ${count}`, tone: 'dim' }]} />
      )}
      {started && (
        <Line
          pieces={[{ text: `   The game began with ${table.state.startingScores.join(', ')}.`, tone: 'dim' }]}
        />
      )}
    </Box>
  );
}
