import { scoreNow, seats, tricksInRound, tricksLeft, type Seat } from '../../rules/index.ts';
import { signed, words } from '../../words/index.ts';
import { pieced } from '../components/line.tsx';
import { seatTable } from '../components/seat-table.tsx';
import { fact, gap, sentence, Stack } from '../components/stack.tsx';
import { Trend } from '../components/trend.tsx';
import { seatDigits } from '../keys.ts';
import { tryAct, type Outcome } from '../outcome.ts';
import { roomScreen, type ViewProps } from '../screen.ts';
import { forSeat, mayRecordFor, type Table } from '../table.ts';
import { player, seated } from '../who.ts';

const said = words.screens.playing;

/** Whether this terminal may record tricks of other seats; for its own seat there is another key. */
const recordsForOthers = (table: Table) =>
  seats.some((seat) => seat !== table.seat && mayRecordFor(table, seat));

/** The thirteen tricks of a round. */
export const playing = roomScreen({
  name: 'playing',
  keys: [
    { keys: ['t'], command: 'mine', label: words.keys.myTrick, who: seated },
    {
      keys: seatDigits,
      command: 'trick',
      label: words.keys.seatTrick,
      shown: '1–4',
      who: player,
      isOffered: recordsForOthers,
    },
    { keys: ['r'], command: 'record', label: words.keys.roundForm, who: player },
  ],
  initial: () => null,
  reduce(_: null, { command, key }, table): Outcome<null> {
    switch (command) {
      case 'mine':
        return table.seat === null ? { state: null } : claim(table.seat, table);
      case 'trick':
        return claim((Number(key) - 1) as Seat, table);
      case 'record':
        return { entry: 'form' };
      default: {
        const never: never = command;
        return never;
      }
    }
  },
  fits: (_, { state }) => state.status === 'playing',
  view: PlayingView,
});

function claim(seat: Seat, table: Table): Outcome<null> {
  if (!mayRecordFor(table, seat)) return { say: said.notYourTrick(table.names[seat], seat + 1) };
  const act = { method: 'trick.claim', params: forSeat(table, seat) } as const;
  return tryAct(table, { type: 'trick.claim', seat }, act);
}

function PlayingView({ table }: ViewProps<null>) {
  const { state, names } = table;
  const { round } = state;
  if (!round?.trump) return null;
  const { trump, contracts, tricks } = round;
  const won = (seat: Seat) => said.tricksOf(tricks[seat], contracts[seat] ?? 0);
  const needs = (seat: Seat) => {
    const missing = (contracts[seat] ?? 0) - tricks[seat];
    if (missing === 0) return { text: said.made, tone: 'good' as const };
    if (missing < 0) return { text: said.over(-missing), tone: 'bad' as const };
    if (missing > tricksLeft(round)) return { text: said.missed, tone: 'bad' as const };
    return said.more(missing);
  };
  const hasBegun = tricksLeft(round) < tricksInRound;
  const bid = { text: words.cards.bid(trump), tone: trump.suit };
  const parts = [
    ...seatTable(table, [
      { title: words.screens.table.tricks, width: 8, least: 7, cell: won },
      { title: said.needs, width: 7, rank: 4, cell: needs },
      {
        title: said.now,
        width: 6,
        align: 'right',
        rank: 7,
        cell: (seat) => signed(scoreNow(state, seat) ?? 0),
      },
    ]),
    gap,
    fact(said.tricksLeft, pieced({ text: `${tricksLeft(round)}`, tone: 'strong' }, said.leftOf13), 2),
    fact(
      words.screens.table.trump,
      pieced(bid, (bid) =>
        hasBegun ? words.events.bidBy(bid, names[trump.seat]) : said.leads(bid, names[trump.seat]),
      ),
    ),
    fact(said.contracts, [words.cards.contractsTotal(round.sum)], 1),
    gap,
    sentence(said.aboutNow, 'dim', 8),
  ];
  return <Stack parts={parts} below={<Trend table={table} />} />;
}
