import { Box } from 'ink';
import { score, total, type PerSeat, type Seat } from '../../rules/index.ts';
import { Gap, Line } from '../components/line.tsx';
import { SeatTable } from '../components/seat-table.tsx';
import { newForm, reduceForm, type Form, type Layout } from '../form.ts';
import type { Command } from '../keys.ts';
import type { Key } from '../key-events.ts';
import { tryAct, type Outcome } from '../outcome.ts';
import type { Table } from '../table.ts';
import { signed } from '../../words/index.ts';

/** The tricks of all four seats at once. */
export interface RecordTricks {
  readonly screen: 'recordTricks';
  readonly form: Form;
}

const layout: Layout = [0, 1, 2, 3].map(() => [{ kind: 'number', max: 13 }]);

export const newRecordTricks: RecordTricks = {
  screen: 'recordTricks',
  form: newForm([null, null, null, null]),
};

export function reduceRecordTricks(
  { form }: RecordTricks,
  command: Command<'recordTricks'>,
  key: Key,
  table: Table,
): Outcome<RecordTricks, never> {
  if (command === 'close') return { close: true };
  const tricks = complete(form);
  if (command === 'enter' && tricks) {
    const sum = total(tricks);
    if (sum !== 13) return { say: `The tricks add up to ${sum}, not 13; count again.` };
    return tryAct(table, { type: 'round.record', tricks }, { method: 'round.record', params: { tricks } });
  }
  const next = reduceForm(form, layout, command, key);
  return { state: { screen: 'recordTricks', form: command === 'enter' ? withLast(next) : next } };
}

/** Fills in the last number as soon as it follows from the other three. */
function withLast(form: Form): Form {
  const open = form.values.flatMap((value, field) => (value === null ? [field] : []));
  const rest = 13 - form.values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const [last] = open;
  return open.length === 1 && last !== undefined && rest >= 0
    ? { ...form, values: form.values.with(last, rest), cursor: last, fresh: true }
    : form;
}

function complete({ values }: Form): PerSeat<number> | null {
  const [a, b, c, d] = values;
  return a == null || b == null || c == null || d == null ? null : [a, b, c, d];
}

export function RecordTricksView({ state: { form }, table }: { state: RecordTricks; table: Table }) {
  const { round, rules } = table.state;
  if (!round?.type) return null;
  const { type, contracts } = round;
  const sum = form.values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const tricks = (seat: Seat) => {
    const value = form.values[seat] ?? null;
    const text = value === null ? '_' : String(value);
    return form.cursor === seat ? { text: `[${text}]`, tone: 'picked' as const } : ` ${text} `;
  };
  const scored = (seat: Seat) => {
    const value = form.values[seat];
    return value == null ? '' : signed(score(rules, type, contracts[seat] ?? 0, value));
  };
  return (
    <Box flexDirection="column">
      <SeatTable
        table={table}
        columns={[
          { title: 'Contract', width: 8, align: 'right', cell: (seat) => String(contracts[seat] ?? 0) },
          { title: 'Tricks', width: 6, align: 'right', cell: tricks },
          { title: 'Points', width: 6, align: 'right', cell: scored },
        ]}
      />
      <Gap />
      <Line
        pieces={[
          `   ${sum} of 13 tricks`,
          ...(sum > 13 ? [{ text: ': too many', tone: 'warn' as const }] : []),
        ]}
      />
      <Line
        pieces={[
          { text: '   Enter goes to the next seat; the last number is filled in by itself.', tone: 'dim' },
        ]}
      />
    </Box>
  );
}
