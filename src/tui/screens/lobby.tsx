import { Box, Text } from 'ink';
import { defaultProfile, type RuleProfile } from '../../rules/index.ts';
import { BigCode } from '../components/big-code.tsx';
import { label } from '../components/choice.ts';
import { Gap, Line } from '../components/line.tsx';
import { SeatList } from '../components/seat-list.tsx';
import type { Command } from '../keys.ts';
import type { Key } from '../key-events.ts';
import { tryAct, type Outcome } from '../outcome.ts';
import type { Table } from '../table.ts';
import type { Confirm } from './confirm.tsx';
import { newGuest, type Guest } from './guest.tsx';
import { confirmLeave } from './menu.tsx';
import { newSeats, type Seats } from './seats.tsx';
import { minus, words } from '../../words/index.ts';

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
      if (state.seats.includes(null)) return { say: words.reasons.seats_incomplete };
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
        <Box flexShrink={0}>
          <Line pieces={[label('Rules')]} />
        </Box>
        <Text wrap="wrap">{rulesWords(state.rules)}</Text>
      </Box>
      <Line pieces={[label('Length'), lengthWords(state)]} />
      {started && <Line pieces={[label('On paper'), state.startingScores.map(minus).join(', ')]} />}
      <Gap />
      <Line
        pieces={[
          free > 0
            ? { text: `   ${words.phrases.seats(free)} free.`, tone: 'warn' }
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

/** What is different at this table. */
function rulesWords(rules: RuleProfile): string {
  const options: Readonly<Record<keyof RuleProfile, string>> = {
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
  const different = names.filter((name) => rules[name] !== defaultProfile[name]).map((name) => options[name]);
  return different.length === 0 ? 'the usual ones' : words.phrases.list(different);
}

/** How long the game is. */
function lengthWords({ length }: Table['state']): string {
  if (length === null) return 'open: the host ends the game';
  return 'rounds' in length
    ? words.phrases.rounds(length.rounds)
    : `until somebody has ${length.points} points`;
}
