import type { Change } from '../../client/index.ts';
import {
  apply,
  perSeat,
  seats,
  suits,
  total,
  type Action,
  type Bid,
  type FinishedRound,
  type Game,
  type PerSeat,
  type Seat,
} from '../../rules/index.ts';
import { minus, signed, suitSigns, words } from '../../words/index.ts';
import { useArea, type Size } from '../area.ts';
import type { Column } from '../components/columns.ts';
import type { Piece } from '../components/line.tsx';
import { seatColumns } from '../components/seat-table.tsx';
import { gap, line, sentence, Stack, type Part } from '../components/stack.tsx';
import type { Tone } from '../components/tone.tsx';
import { freshForm, newForm, reduceForm, suitAt, type Field, type Form, type Layout } from '../form.ts';
import { formBindings, suitBinding } from '../keys.ts';
import { faultSentence, tryAct, type Outcome, type Opened } from '../outcome.ts';
import { screen, type ViewProps } from '../screen.ts';
import type { Table } from '../table.ts';
import { cut } from '../text.ts';

const said = words.screens.correct;

/** A correction of a finished round: declarer, bid and suit, then contract and tricks of each seat. */
interface Correct {
  /** The round when the screen opened. If the round changes meanwhile, the correction is not saved. */
  readonly before: FinishedRound;
  readonly form: Form;
  /** The screen that a key leads back to. */
  readonly back: Opened;
}

const number: Field = { kind: 'number', max: 13 };
const layout: Layout = [[{ kind: 'seat' }, number, { kind: 'suit' }], ...seats.map(() => [number, number])];

/** The cursor starts at the tricks of the first seat, which are wrong most often. */
const firstField = 4;

export function newCorrect(round: FinishedRound, back: Opened): Correct {
  const { trump, contracts, tricks } = round;
  const auction = [trump.seat, trump.amount, suits.indexOf(trump.suit)];
  const values = [...auction, ...seats.flatMap((seat) => [contracts[seat], tricks[seat]])];
  return { before: round, form: { ...newForm(values), cursor: firstField }, back };
}

export const correct = screen({
  name: 'correct',
  keys: [...formBindings, suitBinding],
  reduce(state: Correct, { command, key }, table): Outcome<Correct> {
    if (command === 'close') return { open: state.back };
    const params = correction(state);
    if (command !== 'enter' || !params)
      return { state: { ...state, form: reduceForm(state.form, layout, { command, key }) } };
    if (!isChanged(params)) return { say: said.nothingChanged };
    if (params.trump && params.trump.amount < 5) return { say: words.explanations.bidAtLeast(5) };
    if (params.tricks && total(params.tricks) !== 13)
      return { say: words.screens.tricksNot13(total(params.tricks)) };
    return tryAct(table, actionOf(params), { method: 'round.correct', params });
  },
  afterRefusal: (state) => ({ ...state, form: freshForm(state.form) }),
  fits: ({ before }, { state }) => JSON.stringify(state.rounds[before.number - 1]) === JSON.stringify(before),
  view: CorrectView,
});

type Correction = Change<'round.correct'>;

/** The correction, which has only the changed values; null while a field is empty. */
function correction({ before, form }: Correct): Correction | null {
  const [seat, amount, suitValue, ...numbers] = form.values;
  const suit = suitAt(suitValue);
  if (seat == null || amount == null || suit === null || numbers.includes(null)) return null;
  const trump = { seat: seat as Seat, amount, suit };
  const contracts = perSeat((seat) => numbers[2 * seat] ?? 0);
  const tricks = perSeat((seat) => numbers[2 * seat + 1] ?? 0);
  return {
    round: before.number,
    ...(!sameBid(trump, before.trump) && { trump }),
    ...(!same(contracts, before.contracts) && { contracts }),
    ...(!same(tricks, before.tricks) && { tricks }),
  };
}

/** Whether something besides the number of the round is to be sent. */
const isChanged = (params: Correction) => Object.keys(params).length > 1;

const actionOf = (params: Correction): Action => ({ type: 'round.correct', ...params });

const sameBid = (a: Bid, b: Bid) => a.seat === b.seat && a.amount === b.amount && a.suit === b.suit;
const same = (a: PerSeat<number>, b: PerSeat<number>) => seats.every((seat) => a[seat] === b[seat]);

function CorrectView({ state, table }: ViewProps<Correct>) {
  const area = useArea();
  const { before } = state;
  const params = correction(state);
  const outcome = params && apply(table.state, actionOf(params));
  const after = outcome && 'ok' in outcome ? outcome.ok : null;
  const { text, tone } = verdict(params, table);
  const parts: readonly Part[] = [
    sentence(said.title(before.number), 'strong', 3),
    gap,
    ...trumpParts(state.form, table, area),
    gap,
    ...formTable(state, table, after),
    gap,
    sentence(text, tone, 1),
  ];
  return <Stack parts={parts} />;
}

/** Declarer, bid and suit, on one line if they fit. */
function trumpParts(form: Form, table: Table, { columns }: Size): readonly Part[] {
  const declarer = form.values[0];
  const suit = suitAt(form.values[2]);
  const name = declarer == null ? '_' : `${declarer + 1} ${cut(table.names[declarer as Seat], 14)}`;
  const winner = [`${said.declarer} `, fieldOf(form, 0, name)];
  const bid: Piece[] = [
    `${said.bid} `,
    fieldOf(form, 1),
    `  ${said.suit} `,
    fieldOf(form, 2, suit ? `${suitSigns[suit]} ${words.cards.suits[suit]}` : '_'),
  ];
  return columns < 70 ? [line(winner), line(bid)] : [line([...winner, '  ', ...bid])];
}

/**
 * Contract and tricks of each seat, and what the round would bring. `after` is the game with the correction,
 * or null if it is not possible.
 */
function formTable({ form, before }: Correct, table: Table, after: Game | null): readonly Part[] {
  const round = after?.rounds[before.number - 1];
  const strong = (text: string) => ({ text, tone: 'strong' as const });
  const dim = (text: string) => ({ text, tone: 'dim' as const });
  const [contract = '', tricks = '', points = '', wasPoints = '', total = '', wasTotal = ''] = said.columns;
  const right = { width: 8, least: 7, align: 'right' } as const;
  const columns: readonly Column[] = [
    { ...right, least: 8, title: contract, cell: (seat) => fieldOf(form, 3 + 2 * seat) },
    { ...right, title: tricks, cell: (seat) => fieldOf(form, 4 + 2 * seat) },
    { ...right, title: points, rank: 1, cell: (seat) => strong(round ? signed(round.scores[seat]) : '?') },
    { ...right, title: wasPoints, rank: 3, cell: (seat) => dim(signed(before.scores[seat])) },
    { ...right, title: total, rank: 2, cell: (seat) => strong(after ? minus(after.totals[seat]) : '?') },
    { ...right, title: wasTotal, rank: 4, cell: (seat) => dim(minus(table.state.totals[seat])) },
  ];
  return seatColumns(table, { columns, turn: null });
}

/** A field of the form; brackets show where the cursor is. */
function fieldOf(form: Form, index: number, text = String(form.values[index] ?? '_')) {
  return form.cursor === index
    ? { text: `[${text}]`, tone: 'picked' as const }
    : { text: ` ${text} `, tone: 'plain' as const };
}

/** Whether the round could be saved like this. */
function verdict(params: Correction | null, table: Table): { readonly text: string; readonly tone: Tone } {
  if (!params) return { text: said.fillIn, tone: 'dim' };
  if (!isChanged(params)) return { text: said.nothingChanged, tone: 'dim' };
  if (params.tricks && total(params.tricks) !== 13)
    return { text: words.screens.tricksNot13(total(params.tricks)), tone: 'warn' };
  const outcome = apply(table.state, actionOf(params));
  if ('error' in outcome) return { text: faultSentence(table, outcome.error), tone: 'warn' };
  const contracts = outcome.ok.rounds[params.round - 1]?.contracts;
  const sum = contracts ? total(contracts) : 0;
  return { text: said.enterSaves(words.cards.contractsTotal(sum)), tone: 'plain' };
}
