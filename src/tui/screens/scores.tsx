import { words } from '../../words/index.ts';
import { useArea } from '../area.ts';
import { ScoreTable } from '../components/score-table.tsx';
import { block, gap, line, sentence, Stack } from '../components/stack.tsx';
import type { Key } from '../key-events.ts';
import type { Outcome } from '../outcome.ts';
import { screen, type ViewProps } from '../screen.ts';
import { corrector } from '../who.ts';
import { correct, newCorrect } from './correct.tsx';

const said = words.screens.scores;

/** The score table, with a cursor on one of its rounds. */
interface Scores {
  /** Index of the round the cursor is on. */
  readonly cursor: number;
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

export const scores = screen({
  name: 'scores',
  keys: [
    { keys: Object.keys(steps), command: 'move', label: words.keys.round, shown: '↑↓' },
    { keys: ['enter', 'x'], command: 'correct', label: words.keys.correctRound, who: corrector },
    { keys: ['escape', 'tab', 'q'], command: 'close', label: words.keys.back },
  ],
  reduce({ cursor }: Scores, { command, key }, { state: { rounds } }): Outcome<Scores> {
    switch (command) {
      case 'move': {
        const last = Math.max(0, rounds.length - 1);
        return { state: { cursor: Math.min(Math.max(cursor + (steps[key] ?? 0), 0), last) } };
      }
      case 'correct': {
        const round = rounds[cursor];
        if (!round) return { say: said.nothingToCorrect };
        return { open: correct.open(newCorrect(round, scores.open({ cursor }))) };
      }
      case 'close':
        return { close: true };
      default: {
        const never: never = command;
        return never;
      }
    }
  },
  fits: () => true,
  showsRounds: true,
  view: ScoresView,
});

function ScoresView({ state: { cursor }, table }: ViewProps<Scores>) {
  const { rows } = useArea();
  const { rounds, startingScores } = table.state;
  const count = rounds.length;
  const isBegunOnPaper = startingScores.some((score) => score !== 0);
  // One line is for the titles, one for the range, one for the starting scores.
  const visible = Math.min(count, rows - (isBegunOnPaper ? 3 : 2));
  const first = Math.min(Math.max(0, cursor - Math.floor(visible / 2)), count - visible);
  const range = said.range({ first: first + 1, last: first + visible, count });
  const parts = [
    block(<ScoreTable table={table} first={first} rows={visible} cursor={cursor} />, visible + 1),
    gap,
    ...(count === 0 ? [line([said.noRound])] : []),
    ...(count > visible ? [line([{ text: range, tone: 'dim' }], 1)] : []),
    ...(isBegunOnPaper ? [sentence(said.begunWith(startingScores), 'dim', 2)] : []),
  ];
  return <Stack parts={parts} />;
}
