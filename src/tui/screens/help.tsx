import type { GameStatus } from '../../rules/index.ts';
import { words } from '../../words/index.ts';
import { useArea } from '../area.ts';
import type { Piece } from '../components/line.tsx';
import { Rules } from '../components/rules.tsx';
import { line, Stack } from '../components/stack.tsx';
import { helpOf } from '../help.ts';
import type { OpenKey, Outcome } from '../outcome.ts';
import { screen, type ViewProps } from '../screen.ts';
import { widthOf } from '../text.ts';

/** All keys of the screen on which it was opened, and the rules of the table. */
interface Help {
  readonly page: 'keys' | 'rules';
  /** Help closes when this changes, because each status has a screen of its own. */
  readonly status: GameStatus;
  readonly own: readonly OpenKey[];
  readonly anywhere: readonly OpenKey[];
}

export const help = screen({
  name: 'help',
  keys: [
    { keys: ['tab', 'left', 'right'], command: 'turn', label: words.keys.rules },
    { keys: ['escape', '?', 'enter', 'q'], command: 'close', label: words.keys.back },
  ],
  reduce: (state: Help, { command }): Outcome<Help> =>
    command === 'close'
      ? { close: true }
      : { state: { ...state, page: state.page === 'keys' ? 'rules' : 'keys' } },
  fits: ({ status }, { state }) => state.status === status,
  view: HelpView,
});

function HelpView({ state, table }: ViewProps<Help>) {
  return state.page === 'keys' ? <Keys {...state} /> : <Rules rules={table.state.rules} />;
}

function Keys({ own, anywhere }: Pick<Help, 'own' | 'anywhere'>) {
  const { columns, rows } = useArea();
  const keys = [...own, ...anywhere].map((key) => ({ ...helpOf(key, own), mark: key.mark }));
  const title = line([{ text: words.screens.help.title, tone: 'strong' }], 1);
  // One key a line is easy to read; if they do not fit, they follow each other.
  const isList = columns >= 60 && keys.length < rows;
  const parts = isList
    ? keys.map(({ shown, label, mark }) =>
        line([
          { text: shown, width: 12, tone: 'strong' },
          { text: label, width: 32 },
          { text: mark, tone: 'dim' },
        ]),
      )
    : [
        line(
          keys.flatMap(({ shown, label }): Piece[] => [
            { text: shown, width: widthOf(shown), tone: 'strong' },
            ` ${label}   `,
          ]),
        ),
      ];
  return <Stack parts={[title, ...parts]} />;
}
