import { Box, Text } from 'ink';
import { reasons } from '../../protocol/index.ts';
import { defaultProfile, seats, type RuleProfile } from '../../rules/index.ts';
import { BigCode } from '../components/big-code.tsx';
import { label } from '../components/choice.ts';
import { Gap, Line, type Piece } from '../components/line.tsx';
import { notes } from '../components/seat-table.tsx';
import { lengthWords } from '../event-words.ts';
import { useNow } from '../hooks/use-now.ts';
import type { Command } from '../keys.ts';
import type { Key } from '../key-events.ts';
import { tryAct, type Outcome } from '../outcome.ts';
import type { Table } from '../table.ts';
import { counted, listed } from '../words.ts';
import type { Confirm } from './confirm.tsx';
import { newGuest, type Guest } from './guest.tsx';
import { confirmLeave } from './menu.tsx';
import { newSeats, type Seats } from './seats.tsx';

/** The room before the first round. */
export interface Lobby {
  readonly screen: 'lobby';
}

export function reduceLobby(
  _: Lobby,
  command: Command<'lobby'>,
  _key: Key,
  table: Table,
): Outcome<Lobby, Guest | Seats | Confirm> {
  const { state } = table;
  switch (command) {
    case 'start':
      if (state.seats.includes(null)) return { say: reasons.seats_incomplete };
      return tryAct(table, { type: 'room.start' }, { method: 'room.start', params: {} });
    case 'addGuest':
      return state.seats.includes(null) ? { open: newGuest } : { say: 'All four seats are taken.' };
    case 'moveSeats':
      return { open: newSeats };
    case 'leave':
      return { open: confirmLeave(table) };
    default: {
      const never: never = command;
      return never;
    }
  }
}

export function LobbyView({ table }: { table: Table }) {
  const { state } = table;
  const free = state.seats.filter((player) => player === null).length;
  const started = state.startingScores.some((score) => score !== 0);
  return (
    <Box flexDirection="column">
      <BigCode code={state.code} />
      <Line pieces={['   The others join with  ', { text: `whist join ${state.code}`, tone: 'strong' }]} />
      <Gap />
      <SeatList table={table} />
      <Gap />
      <Box>
        <Line pieces={[label('Rules')]} />
        <Text wrap="wrap">{rulesWords(state.rules)}</Text>
      </Box>
      <Line pieces={[label('Length'), lengthWords(state)]} />
      {started && <Line pieces={[label('Begun on paper'), state.startingScores.join(', ')]} />}
      <Gap />
      <Line
        pieces={[
          free > 0
            ? { text: `   ${counted(free, 'seat')} free.`, tone: 'warn' }
            : {
                text: table.isHost
                  ? '   All four are here: Enter starts.'
                  : '   All four are here: the host starts.',
                tone: 'good',
              },
        ]}
      />
    </Box>
  );
}

/** The four seats and who sits there; `picked` is one that is being moved. */
export function SeatList({ table, picked = null }: { table: Table; picked?: number | null }) {
  const now = useNow();
  const player = (seat: (typeof seats)[number]): Piece[] =>
    table.state.seats[seat]
      ? [
          { text: table.names[seat], width: 32 },
          { text: notes(table, seat, now), tone: 'dim' },
        ]
      : [{ text: 'free', tone: 'dim' }];
  return (
    <Box flexDirection="column" flexShrink={0}>
      {seats.map((seat) => (
        <Line
          key={seat}
          pieces={[
            { text: seat === picked ? ' ▶ ' : '   ', tone: 'turn' },
            { text: `Seat ${seat + 1}`, width: 8, tone: seat === picked ? 'turn' : 'strong' },
            ...player(seat),
          ]}
        />
      ))}
    </Box>
  );
}

/** What is different at this table. */
export function rulesWords(rules: RuleProfile): string {
  const words: Readonly<Record<keyof RuleProfile, string>> = {
    passIsFinal: 'a pass is final',
    frischMax: rules.frischMax === 0 ? 'no frisch' : `at most ${rules.frischMax} frisch`,
    frischRaisesMinimum: 'frisch does not raise the minimum',
    minimumBid: `minimum bid ${rules.minimumBid}`,
    missPerTrick: `−${rules.missPerTrick} a missed trick`,
    zeroUnder: `+${rules.zeroUnder} for 0 made under`,
    zeroOver: `+${rules.zeroOver} for 0 made over`,
    zeroFailed: '−50 flat for 0 failed',
  };
  const names: readonly (keyof RuleProfile)[] = [
    'passIsFinal',
    'frischMax',
    'frischRaisesMinimum',
    'minimumBid',
    'missPerTrick',
    'zeroUnder',
    'zeroOver',
    'zeroFailed',
  ];
  const different = names.filter((name) => rules[name] !== defaultProfile[name]).map((name) => words[name]);
  return different.length === 0 ? 'the usual ones' : listed(different);
}
