import { Box } from 'ink';
import { score, seats, suits, total, type Round, type Seat } from '../../rules/index.ts';
import { signed, suitSigns, words } from '../../words/index.ts';
import { choice, label } from '../components/choice.ts';
import { Gap, Line, pieced, type Piece } from '../components/line.tsx';
import { SeatTable } from '../components/seat-table.tsx';
import { digits, suitBinding, suitKeys } from '../keys.ts';
import type { Outcome } from '../outcome.ts';
import { roomScreen, type ViewProps } from '../screen.ts';
import { cut } from '../text.ts';
import { recorderOfRound } from '../who.ts';
import {
  enter,
  erase,
  move,
  newRoundForm,
  seatOf,
  tricksOf,
  typeDigit,
  typeSuit,
  addFrisch,
  formFits,
  type RoundForm,
} from './round-form-state.ts';

const said = words.screens.roundForm;

/**
 * A whole round on one screen: the result of the auction, the contracts, the tricks. Each part is recorded as soon as
 * it is complete, so the rest goes on from there, on this terminal or on another one.
 */
export const roundForm = roomScreen({
  name: 'roundForm',
  keys: [
    { keys: digits, command: 'digit', label: words.keys.number, shown: '0–9', who: recorderOfRound },
    { ...suitBinding, who: recorderOfRound, isOffered: ({ state }) => state.status === 'bidding_trump' },
    {
      keys: ['f'],
      command: 'frisch',
      label: words.keys.frisch,
      who: recorderOfRound,
      isOffered: ({ state }) => state.status === 'bidding_trump',
    },
    {
      keys: ['left', 'right', 'up', 'down'],
      command: 'move',
      label: words.keys.field,
      shown: '↑↓←→',
      who: recorderOfRound,
      quiet: true,
    },
    {
      keys: ['backspace', 'escape'],
      command: 'erase',
      label: words.keys.erase,
      who: recorderOfRound,
      quiet: true,
    },
    { keys: ['enter'], command: 'enter', label: words.keys.nextOrSave, who: recorderOfRound },
    { keys: ['b'], command: 'steps', label: words.keys.stepByStep },
  ],
  initial: newRoundForm,
  reduce(form: RoundForm, { command, key }, table): Outcome<RoundForm> {
    switch (command) {
      case 'digit':
        return typeDigit(form, Number(key), table);
      case 'suit':
        return typeSuit(form, key, table);
      case 'frisch':
        return addFrisch(form, table);
      case 'move':
        return { state: move(form, key === 'left' || key === 'up' ? -1 : 1, table) };
      case 'erase':
        return erase(form, table);
      case 'enter':
        return enter(form, table);
      case 'steps':
        return { entry: 'steps' };
      default: {
        const never: never = command;
        return never;
      }
    }
  },
  fits: formFits,
  view: RoundFormView,
});

function RoundFormView({ state: form, table }: ViewProps<RoundForm>) {
  const { round, rules } = table.state;
  if (!round) return null;
  const titles = words.screens.table;
  const tricks = tricksOf(form, round);
  const contract = (seat: Seat) => {
    const isNext = round.phase === 'contract_bidding' && round.turn === seat;
    if (isNext) return field(form.typed === null ? null : `${form.typed}…`, true);
    return { text: ` ${round.contracts[seat] ?? '–'} `, tone: 'strong' as const };
  };
  const won = (seat: Seat) => {
    if (round.phase !== 'playing') return '';
    const isHere = form.cursor === seat;
    return field(
      isHere && form.typed !== null ? `${form.typed}…` : (tricks[seat]?.toString() ?? null),
      isHere,
    );
  };
  const points = (seat: Seat) => {
    const count = tricks[seat];
    if (round.type === null || count == null) return '';
    return signed(score(rules, round.type, { contract: round.contracts[seat] ?? 0, tricks: count }));
  };
  return (
    <Box flexDirection="column">
      <SeatTable
        table={table}
        columns={[
          { title: titles.contract, width: 8, align: 'right', cell: contract },
          { title: titles.tricks, width: 6, align: 'right', cell: won },
          { title: titles.points, width: 6, align: 'right', cell: points },
        ]}
      />
      <Gap />
      {round.phase === 'trump_bidding' ? (
        <AuctionFields form={form} table={table} round={round} />
      ) : (
        <RoundLines table={table} round={round} />
      )}
      <Gap />
      <Line pieces={['   ', { text: nextStep(form, table, round), tone: 'strong' }]} />
    </Box>
  );
}

function field(text: string | null, isHere: boolean) {
  return isHere
    ? { text: `[${text ?? '_'}]`, tone: 'picked' as const }
    : { text: ` ${text ?? '_'} `, tone: 'plain' as const };
}

type PartProps = Pick<ViewProps<RoundForm>, 'table'> & { readonly round: Round };

function AuctionFields({ form, table, round }: PartProps & { readonly form: RoundForm }) {
  const amount = form.typed === null ? (form.amount?.toString() ?? null) : `${form.typed}…`;
  const rows: readonly (readonly [string, readonly Piece[]])[] = [
    [
      said.winner,
      seats.map((seat) => choice(`${seat + 1} ${cut(table.names[seat], 10)}`, seat === form.winner)),
    ],
    [said.bid, [field(amount, form.cursor === 1)]],
    [
      said.suit,
      suits.map((suit) => choice(`${suitKeys[suit]} ${suitSigns[suit]}`, suit === form.suit, suit)),
    ],
    [said.frisch, [` ${form.frisch}`, { text: `   ${said.minimum(form.minimum)}`, tone: 'dim' }]],
  ];
  return (
    <Box flexDirection="column">
      {rows.map(([title, pieces], i) => (
        <Line
          key={title}
          pieces={[
            { text: form.cursor === i ? ' ▶ ' : '   ', tone: 'turn' },
            { text: title, width: 14, tone: form.cursor === i ? 'strong' : 'dim' },
            ...pieces,
          ]}
        />
      ))}
      {round.bids.length > 4 * round.frischCount && (
        <Line pieces={[{ text: `   ${said.auctionBegun}`, tone: 'dim' }]} />
      )}
    </Box>
  );
}

function RoundLines({ table, round }: PartProps) {
  const { trump, contracts, sum, forbidden } = round;
  if (!trump) return null;
  const bid = { text: words.cards.bid(trump), tone: trump.suit };
  const isComplete = !contracts.includes(null);
  return (
    <Box flexDirection="column">
      <Line
        pieces={[
          label(words.screens.table.trump),
          ...pieced(bid, (bid) => words.events.bidBy(bid, table.names[trump.seat])),
        ]}
      />
      <Line
        pieces={[
          label(words.screens.playing.contracts),
          isComplete ? words.cards.contractsTotal(sum) : String(sum),
          ...(forbidden === null
            ? []
            : ['; ', { text: words.screens.contracts.isForbidden(forbidden), tone: 'warn' as const }]),
        ]}
      />
    </Box>
  );
}

/** The sentence that says what to type now. */
function nextStep(form: RoundForm, { names }: PartProps['table'], round: Round): string {
  if (round.phase === 'contract_bidding' && round.turn !== null)
    return form.typed === null ? said.typeContract(names[round.turn]) : said.oneOrMore(form.typed);
  if (round.phase === 'playing') {
    const tricks = tricksOf(form, round);
    const sum = total(tricks);
    if (!tricks.includes(null)) return sum === 13 ? said.enterRecords : words.screens.tricksNot13(sum);
    if (form.typed !== null) return said.oneOrMore(form.typed);
    return said.typeTricks(names[seatOf(form)], 13 - sum);
  }
  if (form.cursor === 0) return said.typeWinner;
  if (form.typed !== null) return said.twoDigits(form.typed);
  return form.cursor === 1 ? said.typeBid : said.typeSuit;
}
