import { Box } from 'ink';
import { seats, suits, type Seat } from '../../rules/index.ts';
import { suitSigns, words } from '../../words/index.ts';
import { choice } from '../components/choice.ts';
import { Gap, Line, type Piece } from '../components/line.tsx';
import { freshForm, newForm, reduceForm, suitAt, type Form, type Layout } from '../form.ts';
import { formBindings, suitBinding, suitKeys } from '../keys.ts';
import { tryAct, type Outcome } from '../outcome.ts';
import { screen, type ViewProps } from '../screen.ts';
import { momentOf, type Table } from '../table.ts';
import { cut } from '../text.ts';

const said = words.screens.recordAuction;

/** The result of an auction held aloud: the winner, the bid, and how many frisch came before. */
interface RecordAuction {
  readonly form: Form;
  /** The moment of the game that this result is for. */
  readonly moment: string;
}

const layout: Layout = [
  [{ kind: 'seat' }],
  [{ kind: 'number', max: 13 }],
  [{ kind: 'suit' }],
  [{ kind: 'number', max: 3 }],
];

export const newRecordAuction = (table: Table): RecordAuction => ({
  form: newForm([null, null, null, table.state.round?.frischCount ?? 0]),
  moment: momentOf(table),
});

export const recordAuction = screen({
  name: 'recordAuction',
  keys: [...formBindings, suitBinding],
  reduce(state: RecordAuction, { command, key }, table): Outcome<RecordAuction> {
    if (command === 'close') return { close: true };
    const [winner, amount, suitValue, frisch] = state.form.values;
    const suit = suitAt(suitValue);
    if (command !== 'enter' || winner == null || amount == null || suit === null || frisch == null) {
      return { state: { ...state, form: reduceForm(state.form, layout, { command, key }) } };
    }
    const params = { seat: winner as Seat, amount, suit, frisch };
    if (amount < 5) return { say: said.atLeast5 };
    return tryAct(table, { type: 'auction.record', ...params }, { method: 'auction.record', params });
  },
  afterRefusal: (state) => ({ ...state, form: freshForm(state.form) }),
  fits: ({ moment }, table) => momentOf(table) === moment,
  view: RecordAuctionView,
});

function RecordAuctionView({ state: { form }, table }: ViewProps<RecordAuction>) {
  const [winner, amount, suitValue, frisch] = form.values;
  const rows: readonly (readonly [string, readonly Piece[]])[] = [
    [said.winner, seats.map((seat) => choice(`${seat + 1} ${cut(table.names[seat], 10)}`, seat === winner))],
    [said.amount, [amount == null ? '_' : String(amount)]],
    [
      said.suit,
      suits.map((suit, i) => choice(`${suitKeys[suit]} ${suitSigns[suit]}`, i === suitValue, suit)),
    ],
    [said.frisch, [frisch == null ? '_' : String(frisch)]],
  ];
  return (
    <Box flexDirection="column">
      <Line pieces={[{ text: `   ${said.title}`, tone: 'strong' }]} />
      <Gap />
      {rows.map(([title, pieces], field) => (
        <Line
          key={title}
          pieces={[
            { text: form.cursor === field ? ' ▶ ' : '   ', tone: 'turn' },
            { text: title, width: 22, tone: form.cursor === field ? 'strong' : 'dim' },
            ...pieces,
          ]}
        />
      ))}
    </Box>
  );
}
