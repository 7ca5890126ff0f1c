import { contractAdvice, type ContractAdvice, type Round, type Seat } from '../../rules/index.ts';
import { signed, words } from '../../words/index.ts';
import { useArea, type Size } from '../area.ts';
import { contractRows, overtakingPart, rowsForTotal, useAdvised } from '../components/advice.tsx';
import { neighbour } from '../components/choice.ts';
import { pieced, type Piece } from '../components/line.tsx';
import { seatTable } from '../components/seat-table.tsx';
import { fact, gap, line, sentence, Stack, type Part } from '../components/stack.tsx';
import type { Tone } from '../components/tone.tsx';
import { Trend } from '../components/trend.tsx';
import { eraseDigit, typeDigit } from '../form.ts';
import { adviceBinding, digits } from '../keys.ts';
import { tryAct, type Outcome } from '../outcome.ts';
import { roomScreen, type ViewProps } from '../screen.ts';
import { forSeat, momentOf, speaker as speakerOf, type Table } from '../table.ts';
import { widthOf } from '../text.ts';
import { host, recorder, speaker } from '../who.ts';

const said = words.screens.contracts;

/** A contract that is being chosen. Nothing is chosen at first, so that one Enter too many does nothing. */
interface Contracts {
  readonly amount: number | null;
  /** Whether the next digit starts a new amount. */
  readonly fresh: boolean;
  /** Whether the panel was opened for the turn of somebody else. */
  readonly recording: boolean;
  /** The moment of the game that the contract is for. */
  readonly moment: string;
}

export const contracts = roomScreen({
  name: 'contracts',
  keys: [
    { keys: digits, command: 'digit', label: words.keys.contract, shown: '0–13', who: speaker },
    {
      keys: ['left', 'right'],
      command: 'amount',
      label: words.keys.contract,
      shown: '←→',
      who: speaker,
      quiet: true,
    },
    { keys: ['backspace'], command: 'erase', label: words.keys.erase, who: speaker, quiet: true },
    { keys: ['escape'], command: 'clear', label: words.keys.clear, who: speaker, quiet: true },
    { keys: ['enter'], command: 'set', label: words.keys.setContract, who: speaker },
    { keys: ['r'], command: 'form', label: words.keys.roundForm, who: host },
    adviceBinding,
    { keys: ['o'], command: 'recordFor', label: words.keys.forOthers, who: recorder },
  ],
  initial: (table): Contracts => ({
    amount: null,
    fresh: true,
    recording: false,
    moment: momentOf(table),
  }),
  reduce(contracts: Contracts, { command, key }, table): Outcome<Contracts> {
    const seat = speakerOf(table, contracts.recording);
    switch (command) {
      case 'digit': {
        const amount = typeDigit(contracts, Number(key), 13);
        return { state: { ...contracts, amount, fresh: false } };
      }
      case 'amount': {
        const advice = seat === null ? [] : contractAdvice(table.state, seat);
        const legal = advice.filter(({ fault }) => fault === null).map(({ amount }) => amount);
        const amount = neighbour(legal, contracts.amount, key === 'left' ? -1 : 1);
        return { state: { ...contracts, amount, fresh: true } };
      }
      case 'erase':
        return { state: { ...contracts, ...eraseDigit(contracts.amount) } };
      case 'clear':
        return { state: { ...contracts, amount: null, fresh: true } };
      case 'form':
        return { entry: 'form' };
      case 'set':
        return seat === null ? { state: contracts } : set(contracts, seat, table);
      case 'advice':
        return { advice: 'switch' };
      case 'recordFor':
        return { state: { ...contracts, recording: !contracts.recording } };
      default: {
        const never: never = command;
        return never;
      }
    }
  },
  afterRefusal: (contracts) => ({ ...contracts, fresh: true }),
  fits: ({ moment }, table) => momentOf(table) === moment,
  view: ContractsView,
});

function set({ amount }: Contracts, seat: Seat, table: Table): Outcome<Contracts> {
  if (amount === null) return { say: said.contractFirst };
  return tryAct(
    table,
    { type: 'contract.set', seat, amount },
    { method: 'contract.set', params: { amount, ...forSeat(table, seat) } },
  );
}

function ContractsView({ state, table }: ViewProps<Contracts>) {
  const area = useArea();
  const isAdvised = useAdvised();
  const { round } = table.state;
  if (!round?.trump) return null;
  const { trump } = round;
  const contractOf = (seat: Seat) => {
    const contract = round.contracts[seat];
    return contract === null ? '–' : { text: String(contract), tone: 'strong' as const };
  };
  const isDeclarer = (seat: Seat) => (seat === trump.seat ? said.declarer : '');
  const bid = { text: words.cards.bid(trump), tone: trump.suit };
  const parts = [
    ...seatTable(table, [
      { title: words.screens.table.contract, width: 8, align: 'right', cell: contractOf },
      { title: '', width: widthOf(said.declarer), rank: 6, cell: isDeclarer },
    ]),
    gap,
    fact(
      words.screens.table.trump,
      pieced(bid, (bid) => words.events.bidBy(bid, table.names[trump.seat])),
      2,
    ),
    fact(said.sumSoFar, sumPieces(round), 1),
    gap,
    ...panel({ state, table, round, area, isAdvised }),
  ];
  return <Stack parts={parts} below={<Trend table={table} />} />;
}

function sumPieces({ sum, contracts, forbidden }: Round): Piece[] {
  const pieces = pieced({ text: String(sum), tone: 'strong' }, (text) => said.sum(text, distance(sum)));
  if (!isLast({ contracts })) return pieces;
  if (forbidden === null) return [...pieces, `; ${said.allPossible}`];
  return [...pieces, '; ', { text: said.isForbidden(forbidden), tone: 'warn' }];
}

/** Whether only one contract is open. */
const isLast = ({ contracts }: Pick<Round, 'contracts'>) =>
  contracts.filter((contract) => contract === null).length === 1;

function distance(sum: number): string {
  if (sum === 13) return said.already13;
  return sum > 13 ? said.over13(sum - 13) : said.shortOf13(13 - sum);
}

interface PanelProps {
  readonly state: Contracts;
  readonly table: Table;
  readonly round: Round;
  readonly area: Size;
  readonly isAdvised: boolean;
}

function panel({ state, table, round, area, isAdvised }: PanelProps): readonly Part[] {
  const seat = speakerOf(table, state.recording);
  if (seat === null) {
    const name = round.turn === null ? words.screens.nobody : table.names[round.turn];
    return [line(pieced({ text: name, tone: 'turn' }, said.waiting), 1)];
  }
  const advice = contractAdvice(table.state, seat);
  const title = seat === table.seat ? said.yourContract : said.contractOf(table.names[seat]);
  const chosen = advice.find(({ amount }) => amount === state.amount);
  const { text, tone } = verdict(chosen, round, { isAdvised, rows: area.rows });
  return [
    line([{ text: title, tone: 'turn' }], 4),
    ...contractRows({ advice, chosen, isAdvised }, area),
    gap,
    sentence(text, tone),
    ...(isAdvised ? overtakingPart(table, seat) : []),
  ];
}

const pointsIfMade = ({ type, made }: ContractAdvice) => made[type ?? 'under'];

/** The result of the chosen contract, or why it is not possible. */
function verdict(
  chosen: ContractAdvice | undefined,
  round: Round,
  { isAdvised, rows }: { readonly isAdvised: boolean; readonly rows: number },
): { readonly text: string; readonly tone: Tone } {
  const { trump, turn, forbidden } = round;
  if (!chosen) {
    const isDeclarer = trump !== null && turn === trump.seat;
    const text = isDeclarer ? said.chooseAtLeast(trump.amount) : said.choose(forbidden);
    return { text, tone: 'dim' };
  }
  const { amount, fault, type, made } = chosen;
  if (fault === 'contract_makes_13') return { text: said.makes13(amount), tone: 'warn' };
  if (fault === 'contract_below_bid')
    return { text: said.belowBid(amount, round.trump?.amount ?? 5), tone: 'warn' };
  const sentence = said.worth({
    amount,
    points: signed(pointsIfMade(chosen)),
    missed: isAdvised ? signed(chosen.missedByOne) : null,
    // Points differ in an over round only for a contract of 0.
    pointsIfOver: amount === 0 && type === null ? signed(made.over) : null,
    total:
      isLast(round) && (!isAdvised || rows >= rowsForTotal)
        ? words.cards.contractsTotal(round.sum + amount)
        : null,
  });
  return { text: sentence, tone: 'strong' };
}
