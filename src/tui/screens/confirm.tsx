import { Box, Text } from 'ink';
import { Line } from '../components/line.tsx';
import { Toned } from '../components/tone.tsx';
import type { Command } from '../keys.ts';
import type { Act, Ending, Outcome } from '../outcome.ts';

/** A question before something that is not easily taken back. */
export interface Confirm {
  readonly screen: 'confirm';
  readonly question: string;
  readonly act: Act;
  readonly ending?: Ending;
}

export const confirm = (question: string, act: Act, ending?: Ending): Confirm => ({
  screen: 'confirm',
  question,
  act,
  ...(ending && { ending }),
});

export function reduceConfirm(
  { act, ending }: Confirm,
  command: Command<'confirm'>,
): Outcome<Confirm, never> {
  if (command === 'no') return { close: true };
  return { act, ...(ending && { ending }) };
}

export function ConfirmView({ state }: { state: Confirm }) {
  return (
    <Box flexDirection="column" paddingX={3} paddingY={2} gap={1}>
      <Text wrap="wrap">
        <Toned tone="strong">{state.question}</Toned>
      </Text>
      <Line pieces={['y yes   n no']} />
    </Box>
  );
}
