import { Box } from 'ink';
import { Gap, Line } from '../components/line.tsx';
import { cleanName } from '../../client/index.ts';
import type { Command } from '../keys.ts';
import type { Key } from '../key-events.ts';
import type { Outcome } from '../outcome.ts';
import { fitEnd, steady } from '../text.ts';

/** The name of a guest being typed. */
export interface Guest {
  readonly screen: 'guest';
  readonly text: string;
}

export const newGuest: Guest = { screen: 'guest', text: '' };

const longest = 64; // characters, as the protocol has it
const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export function reduceGuest({ text }: Guest, command: Command<'guest'>, key: Key): Outcome<Guest, never> {
  switch (command) {
    case 'text':
    case 'erase': {
      const next = retyped(text, command, key);
      return 'say' in next ? next : { state: { screen: 'guest', ...next } };
    }
    case 'add': {
      const displayName = cleanName(text);
      return displayName === null
        ? { say: 'Type a name of letters or digits first.' }
        : { act: { method: 'room.addGuest', params: { displayName } } };
    }
    case 'close':
      return { close: true };
    default: {
      const never: never = command;
      return never;
    }
  }
}

/** A name with one more character typed, or the last one taken away. */
export function retyped(
  text: string,
  command: 'text' | 'erase',
  key: Key,
): { readonly text: string } | { readonly say: string } {
  if (command === 'erase') {
    const left = Array.from(characters.segment(text), ({ segment }) => segment).slice(0, -1);
    return { text: left.join('') };
  }
  return text.length + key.length > longest
    ? { say: `A name has at most ${longest} characters.` }
    : { text: text + key };
}

export function GuestView({ state }: { state: Guest }) {
  return (
    <Box flexDirection="column">
      <Line
        pieces={[{ text: '   A guest plays by name only; the host records for them.', tone: 'strong' }]}
      />
      <Gap />
      <Line pieces={['   Name  ', { text: fitEnd(steady(state.text), 60), tone: 'turn' }, '_']} />
    </Box>
  );
}
