import { leaders, remarks, total, type Seat } from '../../rules/index.ts';
import { signed, words } from '../../words/index.ts';
import { pieced } from '../components/line.tsx';
import { seatTable } from '../components/seat-table.tsx';
import { fact, gap, sentence, Stack } from '../components/stack.tsx';
import { Trend } from '../components/trend.tsx';
import { tryAct, type Outcome } from '../outcome.ts';
import { askToEnd } from '../questions.ts';
import { roomScreen, type ViewProps } from '../screen.ts';
import { host, player } from '../who.ts';

/** A round that is over, before the next is dealt. */
export const round = roomScreen({
  name: 'round',
  keys: [
    { keys: ['enter'], command: 'next', label: words.keys.nextRound, who: player },
    { keys: ['e'], command: 'end', label: words.keys.endGame, who: host },
  ],
  initial: () => null,
  reduce: (_: null, { command }, table): Outcome<null> =>
    command === 'next'
      ? tryAct(table, { type: 'round.next' }, { method: 'round.next', params: {} })
      : { open: askToEnd(table) },
  fits: (_, { state }) => state.status === 'round_complete',
  view: RoundView,
});

function RoundView({ table }: ViewProps<null>) {
  const { state, names, bests } = table;
  const last = state.rounds.at(-1);
  if (!last) return null;
  const said = words.screens.round;
  const { number, trump, contracts, tricks, scores } = last;
  const leading = leaders(state.totals);
  const won = (seat: Seat) => words.screens.playing.tricksOf(tricks[seat], contracts[seat]);
  const scored = (seat: Seat) => ({
    text: signed(scores[seat]),
    tone: scores[seat] < 0 ? ('bad' as const) : ('good' as const),
  });
  const bid = { text: words.cards.bid(trump), tone: trump.suit };
  const parts = [
    ...seatTable(table, [
      { title: words.screens.table.tricks, width: 8, least: 7, cell: won },
      { title: words.screens.table.points, width: 6, align: 'right', cell: scored },
    ]),
    gap,
    fact(said.round, [said.isComplete(number, words.cards.contractsTotal(total(contracts)))], 2),
    fact(
      words.screens.table.trump,
      pieced(bid, (bid) => words.events.bidBy(bid, names[trump.seat])),
      3,
    ),
    fact(said.ahead, [{ text: words.phrases.list(leading.map((seat) => names[seat])), tone: 'strong' }], 1),
    gap,
    ...remarks(state, bests).map((remark, i) =>
      sentence(words.story.remark(remark, names), 'plain', Math.min(4 + i, 8)),
    ),
  ];
  return <Stack parts={parts} below={<Trend table={table} />} />;
}
