import { Box } from 'ink';
import { leftOf } from '../../rules/index.ts';
import { words } from '../../words/index.ts';
import { label } from '../components/choice.ts';
import { Gap, Line } from '../components/line.tsx';
import { SeatTable } from '../components/seat-table.tsx';
import { tryAct, type Outcome } from '../outcome.ts';
import { roomScreen, type ViewProps } from '../screen.ts';
import { fit } from '../text.ts';
import { player } from '../who.ts';

/** Three cards of each player go to the left. */
export const frisch = roomScreen({
  name: 'frisch',
  keys: [{ keys: ['enter'], command: 'done', label: words.keys.cardsPassed, who: player }],
  initial: () => null,
  reduce: (_: null, _press, table): Outcome<null> =>
    tryAct(table, { type: 'frisch.done' }, { method: 'frisch.done', params: {} }),
  fits: (_, { state }) => state.status === 'frisch',
  view: FrischView,
});

function FrischView({ table }: ViewProps<null>) {
  const { round, rules } = table.state;
  if (!round) return null;
  const said = words.screens.frisch;
  const passesTo = (seat: Parameters<typeof leftOf>[0]) => `→ ${fit(table.names[leftOf(seat)], 22)}`;
  return (
    <Box flexDirection="column">
      <SeatTable table={table} columns={[{ title: said.passesTo, width: 26, cell: passesTo }]} />
      <Gap />
      <Line pieces={['   ', { text: said.count(round.frischCount, rules.frischMax), tone: 'turn' }]} />
      {said.howTo.map((line) => (
        <Line key={line} pieces={[`   ${line}`]} />
      ))}
      <Gap />
      <Line
        pieces={[
          label(said.newMinimum),
          { text: words.screens.auction.inAnySuit(round.minimumBid), tone: 'strong' },
        ]}
      />
      <Line pieces={[label(said.opensAgain), table.names[leftOf(round.dealer)]]} />
    </Box>
  );
}
