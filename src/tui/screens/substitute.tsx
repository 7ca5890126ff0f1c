import { Box } from 'ink';
import { cleanName } from '../../client/index.ts';
import type { Seat } from '../../rules/index.ts';
import { Gap, Line } from '../components/line.tsx';
import type { Command } from '../keys.ts';
import type { Key } from '../key-events.ts';
import type { Outcome } from '../outcome.ts';
import type { Table } from '../table.ts';
import { fitEnd, steady } from '../text.ts';
import { retyped } from './guest.tsx';

/** Who takes over a seat from the round on the table on: an account by its user name, or a guest by name. */
export interface Substitute {
  readonly screen: 'substitute';
  readonly seat: Seat;
  readonly guest: boolean;
  readonly text: string;
}

export const newSubstitute = (seat: Seat): Substitute => ({
  screen: 'substitute',
  seat,
  guest: false,
  text: '',
});

export function reduceSubstitute(
  state: Substitute,
  command: Command<'substitute'>,
  key: Key,
): Outcome<Substitute, never> {
  const { seat, guest, text } = state;
  switch (command) {
    case 'text':
    case 'erase': {
      const next = retyped(text, command, key);
      return 'say' in next ? next : { state: { ...state, ...next } };
    }
    case 'other':
      return { state: { ...state, guest: !guest } };
    case 'seat': {
      const name = cleanName(text);
      if (name === null) return { say: 'Type a name of letters or digits first.' };
      const who = guest ? { displayName: name } : { username: name };
      return { act: { method: 'room.substitute', params: { seat, ...who } } };
    }
    case 'close':
      return { close: true };
    default: {
      const never: never = command;
      return never;
    }
  }
}

export function SubstituteView({ state: { seat, guest, text }, table }: { state: Substitute; table: Table }) {
  const title = `   Who plays on for ${table.names[seat]}? The rounds that are over stay ${table.names[seat]}’s.`;
  return (
    <Box flexDirection="column">
      <Line pieces={[{ text: title, tone: 'strong' }]} />
      <Gap />
      <Line
        pieces={[
          guest ? '   Name of a guest  ' : '   User name of an account  ',
          { text: fitEnd(steady(text), 50), tone: 'turn' },
          '_',
        ]}
      />
    </Box>
  );
}
