import { Box } from 'ink';
import { contractAdvice, type ContractAdvice, type Round, type Seat } from '../../rules/index.ts';
import { label, neighbour } from '../components/choice.ts';
import { Gap, Line, type Piece } from '../components/line.tsx';
import { SeatTable } from '../components/seat-table.tsx';
import { typeDigit } from '../form.ts';
import type { Command } from '../keys.ts';
import type { Key } from '../key-events.ts';
import { tryAct, type Outcome } from '../outcome.ts';
import { forSeat, speaker, type Table } from '../table.ts';
import { signed, words } from '../../words/index.ts';

/** A contract being chosen; nothing at first, so that a key pressed too often does nothing. */
export interface Contracts {
  readonly screen: 'contracts';
  readonly amount: number | null;
  /** Whether the next digit starts the amount anew. */
  readonly fresh: boolean;
  /** Whether the panel was opened for another's turn. */
  readonly recording: boolean;
}

export const newContracts: Contracts = { screen: 'contracts', amount: null, fresh: true, recording: false };

export function reduceContracts(
  contracts: Contracts,
  command: Command<'contracts'>,
  key: Key,
  table: Table,
): Outcome<Contracts, never> {
  const seat = speaker(table, contracts.recording);
  switch (command) {
    case 'digit': {
      const amount = typeDigit(contracts.amount, Number(key), 13, contracts.fresh);
      return { state: { ...contracts, amount, fresh: false } };
    }
    case 'amount': {
      const advice = seat === null ? [] : contractAdvice(table.state, seat);
      const legal = advice.filter(({ fault }) => fault === null).map(({ amount }) => amount);
      const amount = neighbour(legal, contracts.amount, key === 'left' ? -1 : 1);
      return { state: { ...contracts, amount, fresh: true } };
    }
    case 'set': {
      const { amount } = contracts;
      if (seat === null) return { state: contracts };
      if (amount === null) return { say: 'Choose a contract first: type it, or use ← and →.' };
      return tryAct(
        table,
        { type: 'contract.set', seat, amount },
        { method: 'contract.set', params: { amount, ...forSeat(table, seat) } },
      );
    }
    case 'recordFor':
      return { state: { ...contracts, recording: !contracts.recording } };
    default: {
      const never: never = command;
      return never;
    }
  }
}

export function ContractsView({ state, table }: { state: Contracts; table: Table }) {
  const { round } = table.state;
  if (!round?.trump) return null;
  const { trump } = round;
  const spoken = (seat: Seat) => {
    const contract = round.contracts[seat];
    return contract === null ? '–' : { text: String(contract), tone: 'strong' as const };
  };
  return (
    <Box flexDirection="column">
      <SeatTable
        table={table}
        columns={[
          { title: 'Contract', width: 8, align: 'right', cell: spoken },
          { title: '', width: 14, cell: (seat) => (seat === trump.seat ? 'trump winner' : '') },
        ]}
      />
      <Gap />
      <Line
        pieces={[
          label('Trump'),
          { text: words.cards.bid(trump), tone: trump.suit },
          ` by ${table.names[trump.seat]}`,
        ]}
      />
      <Line pieces={[label('Sum so far'), ...sumPieces(round)]} />
      <Gap />
      <Panel state={state} table={table} round={round} />
    </Box>
  );
}

function sumPieces({ sum, contracts, forbidden }: Round): Piece[] {
  const left = contracts.filter((contract) => contract === null).length;
  const distance =
    sum > 13 ? words.cards.overUnder(sum) : sum === 13 ? '13 already' : `${13 - sum} short of 13`;
  const last: Piece[] =
    left === 1
      ? [
          forbidden === null ? '; every contract is possible' : '; ',
          forbidden === null ? '' : { text: `${forbidden} is forbidden`, tone: 'warn' },
        ]
      : [];
  return [{ text: String(sum), tone: 'strong' }, `, ${distance}`, ...last];
}

/** Fourteen contracts beside each other: 14 × 5 columns and the label fit in 80. */
const cellWidth = 5;

function Panel({ state, table, round }: { state: Contracts; table: Table; round: Round }) {
  const seat = speaker(table, state.recording);
  if (seat === null) {
    const name = round.turn === null ? 'nobody' : table.names[round.turn];
    return <Line pieces={['   Waiting for ', { text: name, tone: 'turn' }, ' to speak a contract.']} />;
  }
  const advice = contractAdvice(table.state, seat);
  const whose = seat === table.seat ? 'Your contract' : `Contract of ${table.names[seat]}`;
  const chosen = advice.find(({ amount }) => amount === state.amount);
  const row = (title: string, cell: (one: ContractAdvice) => Piece) => (
    <Line pieces={[{ text: ` ${title}`, width: 9, tone: 'dim' }, ...advice.map(cell)]} />
  );
  const column = (text: string, { fault }: ContractAdvice): Piece => ({
    text,
    width: cellWidth,
    align: 'right',
    tone: fault ? 'dim' : 'plain',
  });
  return (
    <Box flexDirection="column">
      <Line pieces={['   ', { text: whose, tone: 'turn' }]} />
      {row('', (one) =>
        one.amount === state.amount
          ? { text: `[${one.amount}]`, width: cellWidth, align: 'right', tone: 'picked' }
          : column(`${one.amount}${one.fault === null ? '' : '✗'}`, one),
      )}
      {row('made', (one) => column(one.fault ? '' : signed(madePoints(one)), one))}
      {row('by one', (one) => column(one.fault ? '' : signed(one.missedByOne), one))}
      <Gap />
      <Line pieces={['   ', verdict(chosen, round)]} />
    </Box>
  );
}

const madePoints = ({ type, made }: ContractAdvice) => made[type ?? 'under'];

/** What the chosen contract comes to. */
function verdict(chosen: ContractAdvice | undefined, round: Round): Piece {
  if (!chosen) return { text: zeroWords(round), tone: 'dim' };
  const { amount, fault, type } = chosen;
  if (fault === 'contract_makes_13')
    return { text: `${amount} would make 13: it is forbidden.`, tone: 'warn' };
  if (fault === 'contract_below_bid')
    return { text: `${amount} is less than the winning bid of ${round.trump?.amount ?? 5}.`, tone: 'warn' };
  const round13 = type === null ? '' : `, and the round is ${words.cards.overUnder(round.sum + amount)}`;
  const zero =
    amount === 0 && type === null ? ` if the round is under, ${signed(chosen.made.over)} if it is over` : '';
  return {
    text: `${amount}: ${signed(madePoints(chosen))} if made${zero}${round13}. Enter contracts it.`,
    tone: 'strong',
  };
}

const zeroWords = (round: Round) =>
  round.forbidden === null
    ? 'Choose a number of tricks; 0 is a contract too.'
    : `Choose a number of tricks, but not ${round.forbidden}.`;
