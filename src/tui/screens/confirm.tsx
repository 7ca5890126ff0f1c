import { words } from '../../words/index.ts';
import { gap, line, sentence, Stack } from '../components/stack.tsx';
import type { Act, Ending, Opened, Outcome } from '../outcome.ts';
import { screen, type ViewProps } from '../screen.ts';
import type { Table } from '../table.ts';

/** A question before a step that is hard to take back. */
interface Confirm {
  readonly question: string;
  /** The effect of the answer yes. */
  readonly effect: { readonly act: Act; readonly ending?: Ending };
  /** The version of the room that the question is about. */
  readonly version: number;
}

export const confirm = screen({
  name: 'confirm',
  keys: [
    { keys: ['y'], command: 'yes', label: words.keys.yes },
    { keys: ['n', 'escape', 'q'], command: 'no', label: words.keys.no },
  ],
  reduce: ({ effect }: Confirm, { command }): Outcome<Confirm> =>
    command === 'yes' ? effect : { close: true },
  fits: ({ version }, { state }) => state.version === version,
  view: ConfirmView,
});

/** Opens a question. */
export const ask = ({ state: { version } }: Table, question: string, effect: Confirm['effect']): Opened =>
  confirm.open({ question, effect, version });

function ConfirmView({ state }: ViewProps<Confirm>) {
  const parts = [gap, sentence(state.question, 'strong'), gap, line([words.screens.questions.yesOrNo])];
  return <Stack parts={parts} />;
}
