import { Box } from 'ink';
import type { GameStatus } from '../../rules/index.ts';
import { words } from '../../words/index.ts';
import { Line } from '../components/line.tsx';
import { helpOf } from '../help.ts';
import type { OpenKey, Outcome } from '../outcome.ts';
import { screen, type ViewProps } from '../screen.ts';

/** All keys of the screen on which it was opened. */
interface Help {
  /** Help closes when this changes, because each status has a screen of its own. */
  readonly status: GameStatus;
  readonly own: readonly OpenKey[];
  readonly anywhere: readonly OpenKey[];
}

export const help = screen({
  name: 'help',
  keys: [{ keys: ['escape', '?', 'enter', 'q'], command: 'close', label: words.keys.back }],
  reduce: (): Outcome<Help> => ({ close: true }),
  fits: ({ status }, { state }) => state.status === status,
  view: HelpView,
});

function HelpView({ state: { own, anywhere } }: ViewProps<Help>) {
  return (
    <Box flexDirection="column">
      <Line pieces={[{ text: `   ${words.screens.help.title}`, tone: 'strong' }]} />
      {[...own, ...anywhere].map((key, i) => {
        const { shown, label } = helpOf(key, own);
        return (
          <Line
            key={i}
            pieces={[
              '   ',
              { text: shown, width: 12, tone: 'strong' },
              { text: label, width: 32 },
              { text: key.mark, tone: 'dim' },
            ]}
          />
        );
      })}
    </Box>
  );
}
