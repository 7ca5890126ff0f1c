import { Box } from 'ink';
import { legalBids, suits, type Bid, type Round, type Seat, type Suit } from '../../rules/index.ts';
import { choice, label, neighbour } from '../components/choice.ts';
import { Gap, Line, type Piece } from '../components/line.tsx';
import { SeatTable } from '../components/seat-table.tsx';
import { typeDigit } from '../form.ts';
import type { Command } from '../keys.ts';
import type { Key } from '../key-events.ts';
import { faultSentence, tryAct, type Outcome } from '../outcome.ts';
import { forSeat, speaker, type Table } from '../table.ts';
import { fitEnd } from '../text.ts';
import { newRecordAuction, type RecordAuction } from './record-auction.tsx';
import { bidSign, suitSigns, words } from '../../words/index.ts';
import { suitLetters } from '../keys.ts';

/** A bid being put together. Nothing is chosen at first, so that a key pressed too often does nothing. */
export interface Auction {
  readonly screen: 'auction';
  readonly amount: number | null;
  readonly suit: Suit | null;
  /** Whether the next digit starts the amount anew. */
  readonly fresh: boolean;
  /** Whether the panel was opened for another's turn. */
  readonly recording: boolean;
}

export const newAuction: Auction = {
  screen: 'auction',
  amount: null,
  suit: null,
  fresh: true,
  recording: false,
};

export function reduceAuction(
  auction: Auction,
  command: Command<'auction'>,
  key: Key,
  table: Table,
): Outcome<Auction, RecordAuction> {
  const { round } = table.state;
  const seat = speaker(table, auction.recording);
  if (!round) return { state: auction };
  switch (command) {
    case 'digit': {
      const amount = typeDigit(auction.amount, Number(key), 13, auction.fresh);
      return { state: { ...auction, amount, fresh: false } };
    }
    case 'amount': {
      const amounts = [...new Set(legalBids(round).map(({ amount }) => amount))];
      const amount = neighbour(amounts, auction.amount, key === 'left' ? -1 : 1);
      return { state: { ...auction, amount, fresh: true } };
    }
    case 'suit':
      return { state: { ...auction, suit: suits.find((suit) => suitLetters[suit] === key) ?? null } };
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
      return { open: newRecordAuction(round) };
    case 'recordFor':
      return { state: { ...auction, recording: !auction.recording } };
    default: {
      const never: never = command;
      return never;
    }
  }
}

function bid({ amount, suit }: Auction, seat: Seat, table: Table): Outcome<Auction, RecordAuction> {
  if (amount === null) return { say: 'Choose an amount first: type it, or use ← and →.' };
  if (amount < 5) return { say: faultSentence(table, 'bid_too_low') };
  if (suit === null) return { say: 'Choose a suit first: c, d, h, s, or n for no trump.' };
  return tryAct(
    table,
    { type: 'auction.bid', seat, amount, suit },
    { method: 'auction.bid', params: { amount, suit, ...forSeat(table, seat) } },
  );
}

/** The suits that may be bid with an amount, lowest first; those of the lowest legal bid while none is chosen. */
function legalSuits(round: Round, amount: number | null): Suit[] {
  const legal = legalBids(round);
  const chosen = amount ?? legal[0]?.amount;
  return legal.filter((bid) => bid.amount === chosen).map(({ suit }) => suit);
}

export function AuctionView({ state, table }: { state: Auction; table: Table }) {
  const { round } = table.state;
  if (!round) return null;
  // Every frisch began with four passes, which say nothing about this auction.
  const bids = round.bids.slice(4 * round.frischCount);
  const said = (seat: Seat) =>
    bids
      .filter((bid) => bid.seat === seat)
      .map((bid) => ('pass' in bid ? 'pass' : bidSign(bid)))
      .join('  ');
  return (
    <Box flexDirection="column">
      <SeatTable
        table={table}
        columns={[{ title: 'Said so far', width: 26, cell: (seat) => fitEnd(said(seat), 26) }]}
      />
      <Gap />
      <Line pieces={[label('Highest bid'), ...highest(round.highestBid, table)]} />
      <Line pieces={[label('Minimum'), ...beating(round)]} />
      <Line
        pieces={[
          label('Suits'),
          { text: '♣ clubs < ♦ diamonds < ♥ hearts < ♠ spades < NT no trump', tone: 'dim' },
        ]}
      />
      {round.frischCount > 0 && (
        <Line pieces={[label('Frisch'), `${round.frischCount} of at most ${table.state.rules.frischMax}`]} />
      )}
      <Gap />
      <Panel state={state} table={table} round={round} />
    </Box>
  );
}

function highest(bid: Bid | null, { names }: Table): Piece[] {
  if (!bid) return ['none yet'];
  return [{ text: words.cards.bid(bid), tone: bid.suit }, ` by ${names[bid.seat]}`];
}

/** Which bids are possible now, in words. */
function beating(round: Round): Piece[] {
  const { highestBid } = round;
  if (!highestBid) return [`${round.minimumBid} in any suit`];
  const higher = legalSuits(round, highestBid.amount).map((suit) =>
    words.cards.bid({ amount: highestBid.amount, suit }),
  );
  const larger = highestBid.amount < 13 ? [`${highestBid.amount + 1} in any suit`] : [];
  return [[...higher, ...larger].join(', or ')];
}

function Panel({ state, table, round }: { state: Auction; table: Table; round: Round }) {
  const seat = speaker(table, state.recording);
  if (seat === null) {
    const name = round.turn === null ? 'nobody' : table.names[round.turn];
    return <Line pieces={['   Waiting for ', { text: name, tone: 'turn' }, ' to bid or pass.']} />;
  }
  const amounts = [...new Set(legalBids(round).map(({ amount }) => amount))];
  const isLegalAmount = state.amount === null || amounts.includes(state.amount);
  const isPossible = legalSuits(round, state.amount);
  const whose = seat === table.seat ? 'Your bid' : `Bid of ${table.names[seat]}`;
  return (
    <Box flexDirection="column">
      <Line pieces={['   ', { text: whose, tone: 'turn' }]} />
      <Line
        pieces={[
          label('  Amount'),
          ...amounts.map((amount) => choice(String(amount), amount === state.amount)),
          ...(isLegalAmount ? [] : [{ text: `  ${state.amount}_ is not possible`, tone: 'warn' as const }]),
        ]}
      />
      <Line
        pieces={[
          label('  Suit'),
          ...suits
            .filter((suit) => isPossible.includes(suit) || suit === state.suit)
            .map((suit) => choice(`${suitLetters[suit]} ${suitSigns[suit]}`, suit === state.suit, suit)),
        ]}
      />
      <Gap />
      <Line pieces={['   ', chosen(state, round)]} />
    </Box>
  );
}

function chosen({ amount, suit }: Auction, round: Round): Piece {
  if (amount === null && suit === null) return { text: 'Choose an amount and a suit, or pass.', tone: 'dim' };
  if (suit === null) return { text: `${amount} of …: choose a suit.`, tone: 'strong' };
  if (amount === null) return { text: `… ${words.cards.suits[suit]}: choose an amount.`, tone: 'strong' };
  const isLegal = legalBids(round).some((bid) => bid.amount === amount && bid.suit === suit);
  const bid = words.cards.bid({ amount, suit });
  return isLegal
    ? { text: `${bid}: Enter bids it.`, tone: 'strong' }
    : { text: `${bid} is not high enough.`, tone: 'warn' };
}
