import { Box } from 'ink';
import { leftOf } from '../../rules/index.ts';
import { label } from '../components/choice.ts';
import { Gap, Line } from '../components/line.tsx';
import { SeatTable } from '../components/seat-table.tsx';
import { tryAct, type Outcome } from '../outcome.ts';
import type { Table } from '../table.ts';
import { fit } from '../text.ts';

export interface Frisch {
  readonly screen: 'frisch';
}

export function reduceFrisch(
  _: Frisch,
  _command: 'done',
  _key: string,
  table: Table,
): Outcome<Frisch, never> {
  return tryAct(table, { type: 'frisch.done' }, { method: 'frisch.done', params: {} });
}

export function FrischView({ table }: { table: Table }) {
  const { round } = table.state;
  if (!round) return null;
  const opener = leftOf(round.dealer);
  return (
    <Box flexDirection="column">
      <SeatTable
        table={table}
        columns={[
          { title: 'Passes cards to', width: 26, cell: (seat) => `→ ${fit(table.names[leftOf(seat)], 22)}` },
        ]}
      />
      <Gap />
      <Line
        pieces={[
          '   ',
          { text: `Frisch ${round.frischCount} of at most ${table.state.rules.frischMax}`, tone: 'turn' },
        ]}
      />
      <Line pieces={['   All four passed. Everybody lays three cards face down before the left']} />
      <Line pieces={['   neighbour, and picks up the three from the right only after that.']} />
      <Gap />
      <Line pieces={[label('New minimum'), { text: `${round.minimumBid} in any suit`, tone: 'strong' }]} />
      <Line pieces={[label('Opens again'), table.names[opener]]} />
    </Box>
  );
}
