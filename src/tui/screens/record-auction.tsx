import { Box } from 'ink';
import { seats, suits, type Round, type Seat } from '../../rules/index.ts';
import { choice } from '../components/choice.ts';
import { Gap, Line, type Piece } from '../components/line.tsx';
import { newForm, reduceForm, suitAt, type Form, type Layout } from '../form.ts';
import type { Command } from '../keys.ts';
import type { Key } from '../key-events.ts';
import { tryAct, type Outcome } from '../outcome.ts';
import type { Table } from '../table.ts';
import { cut } from '../text.ts';
import { suitSigns } from '../../words/index.ts';
import { suitLetters } from '../keys.ts';

/** The result of an auction held aloud: who won it, with what, after how many frisch. */
export interface RecordAuction {
  readonly screen: 'recordAuction';
  readonly form: Form;
}

const layout: Layout = [
  [{ kind: 'seat' }],
  [{ kind: 'number', max: 13 }],
  [{ kind: 'suit' }],
  [{ kind: 'number', max: 3 }],
];

export const newRecordAuction = ({ frischCount }: Round): RecordAuction => ({
  screen: 'recordAuction',
  form: newForm([null, null, null, frischCount]),
});

export function reduceRecordAuction(
  { form }: RecordAuction,
  command: Command<'recordAuction'>,
  key: Key,
  table: Table,
): Outcome<RecordAuction, never> {
  if (command === 'close') return { close: true };
  const [winner, amount, suitValue, frisch] = form.values;
  const suit = suitAt(suitValue);
  if (command !== 'enter' || winner == null || amount == null || suit === null || frisch == null) {
    return { state: { screen: 'recordAuction', form: reduceForm(form, layout, command, key) } };
  }
  const params = { seat: winner as Seat, amount, suit, frisch };
  if (amount < 5) return { say: 'A bid is at least 5.' };
  return tryAct(table, { type: 'auction.record', ...params }, { method: 'auction.record', params });
}

export function RecordAuctionView({ state: { form }, table }: { state: RecordAuction; table: Table }) {
  const [winner, amount, suitValue, frisch] = form.values;
  const row = (field: number, text: string, pieces: readonly Piece[]) => (
    <Line
      pieces={[
        { text: form.cursor === field ? ' ▶ ' : '   ', tone: 'turn' },
        { text, width: 22, tone: form.cursor === field ? 'strong' : 'dim' },
        ...pieces,
      ]}
    />
  );
  return (
    <Box flexDirection="column">
      <Line
        pieces={[{ text: '   The auction was held aloud: record its result at once.', tone: 'strong' }]}
      />
      <Gap />
      {row(
        0,
        'Who won it (1–4)',
        seats.map((seat) => choice(`${seat + 1} ${cut(table.names[seat], 10)}`, seat === winner)),
      )}
      {row(1, 'Amount', [amount == null ? '_' : String(amount)])}
      {row(
        2,
        'Suit',
        suits.map((suit, i) => choice(`${suitLetters[suit]} ${suitSigns[suit]}`, i === suitValue, suit)),
      )}
      {row(3, 'Frisch in this round', [frisch == null ? '_' : String(frisch)])}
    </Box>
  );
}
