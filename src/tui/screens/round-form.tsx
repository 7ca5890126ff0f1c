import { contractAdvice, score, seats, suits, total, type Round, type Seat } from '../../rules/index.ts';
import { signed, suitSigns, words } from '../../words/index.ts';
import { inMargin, titleWidth, useArea, type Size } from '../area.ts';
import { contractRows, overtakingPart, useAdvised } from '../components/advice.tsx';
import { choice, suitChoice, tightChoice } from '../components/choice.ts';
import { Line, pieced, type Piece } from '../components/line.tsx';
import { seatTable } from '../components/seat-table.tsx';
import { block, fact, gap, sentence, Stack, type Part } from '../components/stack.tsx';
import { Trend } from '../components/trend.tsx';
import { adviceBinding, digits, suitBinding } from '../keys.ts';
import type { Outcome } from '../outcome.ts';
import { roomScreen, type ViewProps } from '../screen.ts';
import type { Table } from '../table.ts';
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
    { ...adviceBinding, isOffered: ({ state }) => state.status === 'bidding_contract' },
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
      case 'advice':
        return { advice: 'switch' };
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
  const area = useArea();
  const isAdvised = useAdvised();
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
  const parts = [
    ...seatTable(table, [
      { title: titles.contract, width: 8, align: 'right', cell: contract },
      { title: titles.tricks, width: 6, align: 'right', cell: won },
      { title: titles.points, width: 6, align: 'right', rank: 4, cell: points },
    ]),
    gap,
    ...(round.phase === 'trump_bidding' ? auctionParts(form, table, area) : roundParts(table, round)),
    ...(isAdvised ? adviceParts(table, round, area) : []),
    gap,
    sentence(nextStep(form, table, round), 'strong'),
  ];
  return <Stack parts={parts} below={<Trend table={table} />} />;
}

function field(text: string | null, isHere: boolean) {
  return isHere
    ? { text: `[${text ?? '_'}]`, tone: 'picked' as const }
    : { text: ` ${text ?? '_'} `, tone: 'plain' as const };
}

function auctionParts(form: RoundForm, { names, state }: Table, area: Size): readonly Part[] {
  const amount = form.typed === null ? (form.amount?.toString() ?? null) : `${form.typed}…`;
  const isNarrow = titleWidth(area) === 0;
  const bid = field(amount, form.cursor === 1);
  const suitPieces = suits.map((suit) =>
    isNarrow ? tightChoice(suitSigns[suit], suit === form.suit) : suitChoice(suit, suit === form.suit),
  );
  const rows: readonly FieldRow[] = isNarrow
    ? [
        { title: said.winner, fields: [0], pieces: winnerPieces(form, names, area) },
        { title: said.bid, fields: [1, 2], pieces: [bid, ' ', ...suitPieces] },
      ]
    : [
        { title: said.winner, fields: [0], pieces: winnerPieces(form, names, area) },
        { title: said.bid, fields: [1], pieces: [bid] },
        { title: said.suit, fields: [2], pieces: suitPieces },
      ];
  const hasBegun = (state.round?.bids.length ?? 0) > 4 * (state.round?.frischCount ?? 0);
  return [
    ...rows.map(({ title, fields, pieces }) => {
      const isHere = fields.includes(form.cursor);
      const name = { text: title, width: titleWidth(area) || 8, tone: isHere ? 'strong' : 'dim' } as const;
      const mark = { text: inMargin(isHere ? '▶' : '', area), tone: 'turn' } as const;
      return block(<Line pieces={[mark, name, ...pieces]} />, 1);
    }),
    fact(said.frisch, [` ${form.frisch}   `, { text: said.minimum(form.minimum), tone: 'dim' }], 5),
    ...(hasBegun ? [sentence(said.auctionBegun, 'dim', 6)] : []),
  ];
}

interface FieldRow {
  readonly title: string;
  /** The fields of the row, as the cursor counts them. */
  readonly fields: readonly number[];
  readonly pieces: readonly Piece[];
}

/** Four names beside each other; on a narrow screen there is room only for that of the winner. */
function winnerPieces({ winner }: RoundForm, names: Table['names'], area: Size): readonly Piece[] {
  if (titleWidth(area) === 0)
    return [
      ...seats.map((seat) => tightChoice(String(seat + 1), seat === winner)),
      winner === null ? '' : `  ${names[winner]}`,
    ];
  const width = Math.floor((area.columns - 18) / 4) - 4;
  return seats.map((seat) => choice(`${seat + 1} ${cut(names[seat], width)}`, seat === winner));
}

function roundParts({ names }: Table, { trump, contracts, sum, forbidden }: Round): readonly Part[] {
  if (!trump) return [];
  const bid = { text: words.cards.bid(trump), tone: trump.suit };
  const total = contracts.includes(null) ? String(sum) : words.cards.contractsTotal(sum);
  const warning: readonly Piece[] =
    forbidden === null ? [] : ['; ', { text: words.screens.contracts.isForbidden(forbidden), tone: 'warn' }];
  return [
    fact(
      words.screens.table.trump,
      pieced(bid, (bid) => words.events.bidBy(bid, names[trump.seat])),
      2,
    ),
    fact(words.screens.playing.contracts, [total, ...warning], 1),
  ];
}

/** The points of the next contract, and what overtakes the leader. */
function adviceParts(table: Table, { turn }: Round, area: Size): readonly Part[] {
  if (table.state.status !== 'bidding_contract' || turn === null) return [];
  const advice = contractAdvice(table.state, turn);
  return [
    gap,
    ...contractRows({ advice, chosen: undefined, isAdvised: true }, area),
    ...overtakingPart(table, turn),
  ];
}

/** The sentence that says what to type now. */
function nextStep(form: RoundForm, { names }: Table, round: Round): string {
  if (round.phase === 'contract_bidding' && round.turn !== null)
    return form.typed === null ? said.typeContract(names[round.turn]) : said.oneOrMore(form.typed);
  if (round.phase === 'playing') {
    const tricks = tricksOf(form, round);
    const sum = total(tricks);
    if (!tricks.includes(null)) return sum === 13 ? said.enterRecords : words.screens.tricksNot13(sum);
    if (form.typed !== null) return said.oneOrMore(form.typed);
    return sum > 13 ? words.screens.tricksNot13(sum) : said.typeTricks(names[seatOf(form)], 13 - sum);
  }
  if (form.cursor === 0) return said.typeWinner;
  if (form.typed !== null) return said.twoDigits(form.typed);
  return form.cursor === 1 ? said.typeBid : said.typeSuit;
}
