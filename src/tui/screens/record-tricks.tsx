import { Box } from 'ink';
import { score, total, type PerSeat, type Seat } from '../../rules/index.ts';
import { signed, words } from '../../words/index.ts';
import { Gap, Line } from '../components/line.tsx';
import { SeatTable } from '../components/seat-table.tsx';
import { freshForm, newForm, reduceForm, type Form, type Layout } from '../form.ts';
import { formBindings } from '../keys.ts';
import { tryAct, type Outcome } from '../outcome.ts';
import { screen, type ViewProps } from '../screen.ts';

const said = words.screens.recordTricks;

/** The tricks of all four seats, filled in together. */
interface RecordTricks {
  readonly form: Form;
}

const layout: Layout = [0, 1, 2, 3].map(() => [{ kind: 'number', max: 13 }]);

export const newRecordTricks: RecordTricks = { form: newForm([null, null, null, null]) };

export const recordTricks = screen({
  name: 'recordTricks',
  keys: formBindings,
  reduce({ form }: RecordTricks, { command, key }, table): Outcome<RecordTricks> {
    if (command === 'close') return { close: true };
    const tricks = complete(form);
    if (command === 'enter' && tricks) {
      const sum = total(tricks);
      if (sum !== 13) return { say: words.screens.tricksNot13(sum) };
      return tryAct(table, { type: 'round.record', tricks }, { method: 'round.record', params: { tricks } });
    }
    const next = reduceForm(form, layout, { command, key });
    return { state: { form: command === 'enter' ? withLast(next) : next } };
  },
  afterRefusal: ({ form }) => ({ form: freshForm(form) }),
  fits: (_, { state }) => state.status === 'playing',
  view: RecordTricksView,
});

/** Fills in the last number as soon as it follows from the other three. */
function withLast(form: Form): Form {
  const open = form.values.flatMap((value, field) => (value === null ? [field] : []));
  const rest = 13 - sumOf(form);
  const [last] = open;
  return open.length === 1 && last !== undefined && rest >= 0
    ? { ...form, values: form.values.with(last, rest), cursor: last, fresh: true }
    : form;
}

const sumOf = ({ values }: Form) => values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

function complete({ values }: Form): PerSeat<number> | null {
  const [a, b, c, d] = values;
  return a == null || b == null || c == null || d == null ? null : [a, b, c, d];
}

function RecordTricksView({ state: { form }, table }: ViewProps<RecordTricks>) {
  const { round, rules } = table.state;
  if (!round?.type) return null;
  const { type, contracts } = round;
  const sum = sumOf(form);
  const tricks = (seat: Seat) => {
    const text = String(form.values[seat] ?? '_');
    return form.cursor === seat ? { text: `[${text}]`, tone: 'picked' as const } : ` ${text} `;
  };
  const scored = (seat: Seat) => {
    const tricks = form.values[seat];
    return tricks == null ? '' : signed(score(rules, type, { contract: contracts[seat] ?? 0, tricks }));
  };
  const titles = words.screens.table;
  return (
    <Box flexDirection="column">
      <SeatTable
        table={table}
        columns={[
          { title: titles.contract, width: 8, align: 'right', cell: (seat) => String(contracts[seat] ?? 0) },
          { title: titles.tricks, width: 6, align: 'right', cell: tricks },
          { title: titles.points, width: 6, align: 'right', cell: scored },
        ]}
      />
      <Gap />
      <Line pieces={[`   ${said.sum(sum)}`, sum > 13 ? { text: `: ${said.tooMany}`, tone: 'warn' } : '']} />
      <Line pieces={[{ text: `   ${said.howTo}`, tone: 'dim' }]} />
    </Box>
  );
}
