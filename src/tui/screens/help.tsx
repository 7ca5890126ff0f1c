import type { GameStatus } from '../../rules/index.ts';
import { words } from '../../words/index.ts';
import { useArea } from '../area.ts';
import type { Piece } from '../components/line.tsx';
import { Rules } from '../components/rules.tsx';
import { line, Stack } from '../components/stack.tsx';
import { helpOf } from '../help.ts';
import type { OpenKey, Outcome } from '../outcome.ts';
import { screen, type ViewProps } from '../screen.ts';
import { isPlayer, type Table } from '../table.ts';
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
    {
      keys: ['tab', 'left', 'right'],
      command: 'turn',
      label: words.keys.rules,
      labelIn: ({ page }) => (page === 'keys' ? words.keys.rules : words.keys.allKeys),
    },
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
  return state.page === 'keys' ? <Keys table={table} {...state} /> : <Rules rules={table.state.rules} />;
}

type KeysProps = Pick<Help, 'own' | 'anywhere'> & Pick<ViewProps<Help>, 'table'>;

/** The keys that this person may press, now or on their turn. */
function Keys({ own, anywhere, table }: KeysProps) {
  const { columns, rows } = useArea();
  const described = (key: OpenKey) => ({ ...helpOf(key, own), mark: key.mark });
  const all = [...own, ...anywhere];
  const now = all.filter((key) => key.isOffered(table));
  const later = all.filter((key) => !now.includes(key) && isForLater(key, table));
  const title = line([{ text: words.screens.help.title, tone: 'strong' }], 1);
  const listed = all.filter((key) => now.includes(key) || later.includes(key)).map(described);
  // One key a line is easy to read; if they do not fit, they follow each other.
  if (columns >= 60 && listed.length < rows)
    return <Stack parts={[title, ...listed.map((key) => line(rowOf(key)))]} />;
  const onTurn =
    later.length === 0
      ? []
      : [
          line([
            { text: words.screens.help.onYourTurn, tone: 'dim' },
            ' ',
            ...later.map(described).flatMap(inLine),
          ]),
        ];
  return <Stack parts={[title, line(now.map(described).flatMap(inLine)), ...onTurn]} />;
}

/** Whether a player waits for the turn that this key needs. */
const isForLater = (key: OpenKey, table: Table) => key.mark === words.keys.onYourTurn && isPlayer(table);

interface Described {
  readonly shown: string;
  readonly label: string;
  readonly mark: string;
}

const rowOf = ({ shown, label, mark }: Described): Piece[] => [
  { text: shown, width: 12, tone: 'strong' },
  { text: label, width: 32 },
  { text: mark, tone: 'dim' },
];

const inLine = ({ shown, label }: Described): Piece[] => [
  { text: shown, width: widthOf(shown), tone: 'strong' },
  ` ${label}   `,
];
