import { Box } from 'ink';
import { Line } from '../components/line.tsx';
import { keys, keysAnywhere, keysOfReplay, type Binding, type ScreenName } from '../keys.ts';
import { shownKey } from '../help.ts';
import type { Table } from '../table.ts';

/** All the keys of the screen it was opened on. */
export interface Help {
  readonly screen: 'help';
  readonly of: ScreenName;
}

const whoWords = { anybody: '', player: '', seated: '', speaker: 'on your turn', host: 'host' } as const;

export function HelpView({ state: { of }, table: { mode } }: { state: Help; table: Table }) {
  const own: readonly Binding[] = mode === 'replay' ? keysOfReplay : keys[of];
  const bindings: readonly Binding[] = [...own, ...keysAnywhere];
  return (
    <Box flexDirection="column">
      <Line pieces={[{ text: '   Every key of this screen', tone: 'strong' }]} />
      {bindings.map((binding) => (
        <Line
          key={binding.keys.join() + binding.command}
          pieces={[
            '   ',
            { text: shownKey(binding, own), width: 12, tone: 'strong' },
            { text: binding.label, width: 32 },
            { text: whoWords[binding.who ?? 'anybody'], tone: 'dim' },
          ]}
        />
      ))}
    </Box>
  );
}
