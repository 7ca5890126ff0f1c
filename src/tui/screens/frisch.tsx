import { leftOf } from '../../rules/index.ts';
import { words } from '../../words/index.ts';
import { seatTable } from '../components/seat-table.tsx';
import { fact, gap, line, sentence, Stack } from '../components/stack.tsx';
import { Trend } from '../components/trend.tsx';
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
  const parts = [
    ...seatTable(table, [
      {
        title: said.passesTo,
        width: 26,
        least: 10,
        cell: (seat, width) => `→ ${fit(table.names[leftOf(seat)], width - 2)}`,
      },
    ]),
    gap,
    line([{ text: said.count(round.frischCount, rules.frischMax), tone: 'turn' }], 4),
    sentence(said.howTo, 'plain', 1),
    gap,
    fact(said.newMinimum, [{ text: words.screens.auction.inAnySuit(round.minimumBid), tone: 'strong' }], 2),
    fact(said.opensAgain, [table.names[leftOf(round.dealer)]], 3),
  ];
  return <Stack parts={parts} below={<Trend table={table} />} />;
}
