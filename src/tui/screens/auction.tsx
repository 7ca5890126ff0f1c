import { legalBids, suits, type Bid, type Round, type Seat, type Suit } from '../../rules/index.ts';
import { bidSign, words } from '../../words/index.ts';
import { useArea, type Size } from '../area.ts';
import { choice, neighbour, suitChoice, tightChoice } from '../components/choice.ts';
import { pieced, type Piece } from '../components/line.tsx';
import { seatTable } from '../components/seat-table.tsx';
import { fact, gap, line, sentence, Stack, type Part } from '../components/stack.tsx';
import { Trend } from '../components/trend.tsx';
import type { Tone } from '../components/tone.tsx';
import { eraseDigit, typeDigit } from '../form.ts';
import { digits, suitBinding, suitOf } from '../keys.ts';
import { faultSentence, tryAct, type Outcome } from '../outcome.ts';
import { roomScreen, type ViewProps } from '../screen.ts';
import { forSeat, momentOf, speaker as speakerOf, type Table } from '../table.ts';
import { fitEnd } from '../text.ts';
import { host, recorder, speaker } from '../who.ts';

const said = words.screens.auction;

/** A bid that is being chosen. Nothing is chosen at first, so that one Enter too many does nothing. */
interface Auction {
  readonly amount: number | null;
  readonly suit: Suit | null;
  /** Whether the next digit starts a new amount. */
  readonly fresh: boolean;
  /** Whether the panel was opened for the turn of somebody else. */
  readonly recording: boolean;
  /** The moment of the game that the bid is for. */
  readonly moment: string;
}

export const auction = roomScreen({
  name: 'auction',
  keys: [
    { keys: digits, command: 'digit', label: words.keys.amount, shown: '0–9', who: speaker },
    {
      keys: ['left', 'right'],
      command: 'amount',
      label: words.keys.amount,
      shown: '←→',
      who: speaker,
      quiet: true,
    },
    { ...suitBinding, who: speaker },
    {
      keys: ['up', 'down'],
      command: 'nextSuit',
      label: words.keys.suit,
      shown: '↑↓',
      who: speaker,
      quiet: true,
    },
    { keys: ['backspace'], command: 'erase', label: words.keys.erase, who: speaker, quiet: true },
    { keys: ['escape'], command: 'clear', label: words.keys.clear, who: speaker, quiet: true },
    { keys: ['enter'], command: 'bid', label: words.keys.bid, who: speaker },
    { keys: ['p'], command: 'pass', label: words.keys.pass, who: speaker },
    { keys: ['r'], command: 'record', label: words.keys.roundForm, who: host },
    { keys: ['o'], command: 'recordFor', label: words.keys.forOthers, who: recorder },
  ],
  initial: (table): Auction => ({
    amount: null,
    suit: null,
    fresh: true,
    recording: false,
    moment: momentOf(table),
  }),
  reduce(auction: Auction, { command, key }, table): Outcome<Auction> {
    const { round } = table.state;
    const seat = speakerOf(table, auction.recording);
    if (!round) return { state: auction };
    switch (command) {
      case 'digit': {
        const amount = typeDigit(auction, Number(key), 13);
        return { state: { ...auction, amount, fresh: false } };
      }
      case 'amount': {
        const amount = neighbour(legalAmounts(round), auction.amount, key === 'left' ? -1 : 1);
        return { state: { ...auction, amount, fresh: true } };
      }
      case 'suit':
        return { state: { ...auction, suit: suitOf(key) } };
      case 'nextSuit': {
        const legal = legalSuits(round, auction.amount);
        return { state: { ...auction, suit: neighbour(legal, auction.suit, key === 'up' ? 1 : -1) } };
      }
      case 'bid':
        return seat === null ? { state: auction } : bid(auction, seat, table);
      case 'pass':
        if (seat === null) return { state: auction };
        return { act: { method: 'auction.pass', params: forSeat(table, seat) } };
      case 'record':
        return { entry: 'form' };
      case 'erase':
        return { state: { ...auction, ...eraseDigit(auction.amount) } };
      case 'clear':
        return { state: { ...auction, amount: null, suit: null, fresh: true } };
      case 'recordFor':
        return { state: { ...auction, recording: !auction.recording } };
      default: {
        const never: never = command;
        return never;
      }
    }
  },
  afterRefusal: (auction) => ({ ...auction, fresh: true }),
  fits: ({ moment }, table) => momentOf(table) === moment,
  view: AuctionView,
});

function bid({ amount, suit }: Auction, seat: Seat, table: Table): Outcome<Auction> {
  if (amount === null) return { say: said.amountFirst };
  if (amount < 5) return { say: faultSentence(table, 'bid_too_low') };
  if (suit === null) return { say: said.suitFirst };
  return tryAct(
    table,
    { type: 'auction.bid', seat, amount, suit },
    { method: 'auction.bid', params: { amount, suit, ...forSeat(table, seat) } },
  );
}

const legalAmounts = (round: Round) => [...new Set(legalBids(round).map(({ amount }) => amount))];

/** The suits that may be bid with an amount, lowest first. Without an amount: those of the lowest legal bid. */
function legalSuits(round: Round, amount: number | null): Suit[] {
  const legal = legalBids(round);
  const chosen = amount ?? legal[0]?.amount;
  return legal.filter((bid) => bid.amount === chosen).map(({ suit }) => suit);
}

function AuctionView({ state, table }: ViewProps<Auction>) {
  const area = useArea();
  const { round, rules } = table.state;
  if (!round) return null;
  // Every frisch began with four passes; they are not part of this auction.
  const bids = round.bids.slice(4 * round.frischCount);
  const bidsOf = (seat: Seat) =>
    bids
      .filter((bid) => bid.seat === seat)
      .map((bid) => ('pass' in bid ? said.pass : bidSign(bid)))
      .join('  ');
  const parts = [
    ...seatTable(table, [
      {
        title: said.soFar,
        width: 26,
        least: 8,
        cell: (seat, width) => fitEnd(bidsOf(seat), width),
      },
    ]),
    gap,
    fact(said.highestBid, highest(round.highestBid, table), 2),
    fact(said.minimum, [lowest(round)], 3),
    fact(said.suits, [{ text: said.suitsInOrder, tone: 'dim' }], 7),
    ...(round.frischCount > 0
      ? [fact(said.frisch, [said.frischOf(round.frischCount, rules.frischMax)], 6)]
      : []),
    gap,
    ...panel({ state, table, round, area }),
  ];
  return <Stack parts={parts} below={<Trend table={table} />} />;
}

function highest(bid: Bid | null, { names }: Table): Piece[] {
  if (!bid) return [said.noBid];
  return pieced({ text: words.cards.bid(bid), tone: bid.suit }, (text) =>
    words.events.bidBy(text, names[bid.seat]),
  );
}

/** The lowest bid that is possible now. */
function lowest(round: Round): string {
  const [bid] = legalBids(round);
  return bid ? said.orHigher(words.cards.bid(bid)) : said.higherThanAll;
}

interface PanelProps {
  readonly state: Auction;
  readonly table: Table;
  readonly round: Round;
  readonly area: Size;
}

function panel({ state, table, round, area }: PanelProps): readonly Part[] {
  const seat = speakerOf(table, state.recording);
  if (seat === null) {
    const name = round.turn === null ? words.screens.nobody : table.names[round.turn];
    return [line(pieced({ text: name, tone: 'turn' }, said.waiting), 1)];
  }
  const amounts = legalAmounts(round);
  const isLegal = state.amount === null || amounts.includes(state.amount);
  const possible = legalSuits(round, state.amount);
  const title = seat === table.seat ? said.yourBid : said.bidOf(table.names[seat]);
  const { text, tone } = verdict(state, round);
  const amountChoice = area.columns < 60 ? tightChoice : choice;
  return [
    line([{ text: title, tone: 'turn' }], 5),
    fact(said.amount, [
      ...amounts.map((amount) => amountChoice(String(amount), amount === state.amount)),
      isLegal ? '' : { text: `  ${said.amountNotPossible(`${state.amount}_`)}`, tone: 'warn' },
    ]),
    fact(
      said.suit,
      suits
        .filter((suit) => possible.includes(suit) || suit === state.suit)
        .map((suit) => suitChoice(suit, suit === state.suit)),
    ),
    gap,
    sentence(text, tone, 1),
  ];
}

/** Whether the chosen bid is possible, or what is missing. */
function verdict({ amount, suit }: Auction, round: Round): { readonly text: string; readonly tone: Tone } {
  if (suit === null) {
    return amount === null
      ? { text: said.chooseBoth, tone: 'dim' }
      : { text: said.chooseSuit(amount), tone: 'strong' };
  }
  if (amount === null) return { text: said.chooseAmount(words.cards.suits[suit]), tone: 'strong' };
  const isLegal = legalBids(round).some((bid) => bid.amount === amount && bid.suit === suit);
  const bid = words.cards.bid({ amount, suit });
  return isLegal
    ? { text: said.enterBids(bid), tone: 'strong' }
    : { text: said.notHighEnough(bid), tone: 'warn' };
}
