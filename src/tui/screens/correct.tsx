import { Box } from 'ink';
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
  type PerSeat,
  type Seat,
} from '../../rules/index.ts';
import { Gap, Line, type Piece } from '../components/line.tsx';
import { newForm, reduceForm, suitAt, type Field, type Form, type Layout } from '../form.ts';
import type { Command } from '../keys.ts';
import type { Key } from '../key-events.ts';
import { faultSentence, tryAct, type Outcome } from '../outcome.ts';
import type { Table } from '../table.ts';
import { cut } from '../text.ts';
import type { Scores } from './scores.tsx';
import { minus, signed, suitSigns, words } from '../../words/index.ts';

/** A finished round being set right: declarer, bid and suit, then contract and tricks of each seat. */
export interface Correct {
  readonly screen: 'correct';
  /** The round as it stands; a correction is not saved over anything else. */
  readonly before: FinishedRound;
  readonly form: Form;
}

const number: Field = { kind: 'number', max: 13 };
const layout: Layout = [[{ kind: 'seat' }, number, { kind: 'suit' }], ...seats.map(() => [number, number])];

export function newCorrect(round: FinishedRound): Correct {
  const { trump, contracts, tricks } = round;
  const auction = [trump.seat, trump.amount, suits.indexOf(trump.suit)];
  const values = [...auction, ...seats.flatMap((seat) => [contracts[seat], tricks[seat]])];
  return { screen: 'correct', before: round, form: { ...newForm(values), cursor: 4 } };
}

export function reduceCorrect(
  correct: Correct,
  command: Command<'correct'>,
  key: Key,
  table: Table,
): Outcome<Correct, Scores> {
  if (command === 'close') return { open: { screen: 'scores', cursor: correct.before.number - 1 } };
  const params = correction(correct);
  if (command !== 'enter' || !params) {
    return { state: { ...correct, form: reduceForm(correct.form, layout, command, key) } };
  }
  if (Object.keys(params).length === 1) return { say: 'Nothing is changed yet.' };
  if (params.trump && params.trump.amount < 5) return { say: 'A bid is at least 5.' };
  if (params.tricks && total(params.tricks) !== 13) return { say: tricksSentence(params.tricks) };
  return tryAct(table, actionOf(params), { method: 'round.correct', params });
}

/** The correction, with what was changed alone in it; null while something is empty. */
function correction({ before, form }: Correct): Change<'round.correct'> | null {
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

const actionOf = (params: Change<'round.correct'>): Action => ({ type: 'round.correct', ...params });

const sameBid = (a: Bid, b: Bid) => a.seat === b.seat && a.amount === b.amount && a.suit === b.suit;
const same = (a: PerSeat<number>, b: PerSeat<number>) => seats.every((seat) => a[seat] === b[seat]);

const tricksSentence = (tricks: PerSeat<number>) =>
  `The tricks add up to ${total(tricks)}, not 13; count again.`;

export function CorrectView({ state, table }: { state: Correct; table: Table }) {
  const { form, before } = state;
  const params = correction(state);
  const outcome = params && apply(table.state, actionOf(params));
  const after = outcome && 'ok' in outcome ? outcome.ok : null;
  const round = after?.rounds[before.number - 1];
  const suit = suitAt(form.values[2]);
  const field = (index: number, text: string): Piece =>
    form.cursor === index ? { text: `[${text}]`, tone: 'picked' } : ` ${text} `;
  const column = (piece: Piece, width: number): Piece =>
    typeof piece === 'string' ? { text: piece, width, align: 'right' } : { ...piece, width, align: 'right' };
  const numberAt = (index: number) => String(form.values[index] ?? '_');
  const declarer = form.values[0];
  return (
    <Box flexDirection="column">
      <Line
        pieces={[
          { text: `   Round ${before.number} as it was recorded; change what is wrong.`, tone: 'strong' },
        ]}
      />
      <Gap />
      <Line
        pieces={[
          '   Trump winner ',
          field(0, declarer == null ? '_' : `${declarer + 1} ${cut(table.names[declarer as Seat], 14)}`),
          '  Bid ',
          field(1, numberAt(1)),
          '  Suit ',
          field(2, suit ? `${suitSigns[suit]} ${words.cards.suits[suit]}` : '_'),
        ]}
      />
      <Gap />
      <Line
        pieces={[
          { text: '   Seat', width: 25, tone: 'dim' },
          ...['Contract', 'Tricks', 'Points', 'was', 'Total', 'was'].map((text, i): Piece => ({
            text,
            width: i < 2 ? 9 : 8,
            align: 'right',
            tone: 'dim',
          })),
        ]}
      />
      {seats.map((seat) => (
        <Line
          key={seat}
          pieces={[
            `   ${seat + 1} `,
            { text: table.names[seat], width: 20 },
            column(field(3 + 2 * seat, numberAt(3 + 2 * seat)), 9),
            column(field(4 + 2 * seat, numberAt(4 + 2 * seat)), 9),
            { text: round ? signed(round.scores[seat]) : '?', width: 8, align: 'right', tone: 'strong' },
            { text: signed(before.scores[seat]), width: 8, align: 'right', tone: 'dim' },
            { text: after ? minus(after.totals[seat]) : '?', width: 8, align: 'right', tone: 'strong' },
            { text: minus(table.state.totals[seat]), width: 8, align: 'right', tone: 'dim' },
          ]}
        />
      ))}
      <Gap />
      <Line pieces={['   ', verdict(params, table)]} />
    </Box>
  );
}

/** Whether the round could be saved like this. */
function verdict(params: ReturnType<typeof correction>, table: Table): Piece {
  if (!params) return { text: 'Fill in what is empty.', tone: 'dim' };
  if (params.tricks && total(params.tricks) !== 13)
    return { text: tricksSentence(params.tricks), tone: 'warn' };
  const outcome = apply(table.state, actionOf(params));
  if ('error' in outcome) return { text: faultSentence(table, outcome.error), tone: 'warn' };
  const contracts = outcome.ok.rounds[params.round - 1]?.contracts;
  const sum = contracts ? total(contracts) : 0;
  return {
    text: `The contracts add up to ${sum}, ${words.cards.overUnder(sum)}. Enter saves the round like this.`,
    tone: 'plain',
  };
}
