import { cleanName } from '../../client/index.ts';
import type { Seat } from '../../rules/index.ts';
import { words } from '../../words/index.ts';
import { useArea } from '../area.ts';
import { gap, line, sentence, Stack } from '../components/stack.tsx';
import { textBindings } from '../keys.ts';
import { retyped } from '../name-field.ts';
import type { Outcome } from '../outcome.ts';
import { screen, type ViewProps } from '../screen.ts';
import { fitEnd, steady } from '../text.ts';

/** The name of a player who takes over a seat, beginning with the current round. */
interface Substitute {
  readonly seat: Seat;
  /** A guest by name, or an account by its user name. */
  readonly isGuest: boolean;
  readonly text: string;
}

export const newSubstitute = (seat: Seat): Substitute => ({ seat, isGuest: false, text: '' });

export const substitute = screen({
  name: 'substitute',
  keys: [
    { keys: ['enter'], command: 'seat', label: words.keys.giveSeat },
    { keys: ['tab'], command: 'other', label: words.keys.accountOrGuest },
    ...textBindings,
  ],
  reduce(state: Substitute, { command, key }): Outcome<Substitute> {
    const { seat, isGuest, text } = state;
    switch (command) {
      case 'text':
      case 'erase': {
        const next = retyped(text, command === 'text' ? key : null);
        return 'say' in next ? next : { state: { ...state, ...next } };
      }
      case 'other':
        return { state: { ...state, isGuest: !isGuest } };
      case 'seat': {
        const name = cleanName(text);
        if (name === null) return { say: words.screens.name.missing };
        const player = isGuest ? { displayName: name } : { username: name };
        return { act: { method: 'room.substitute', params: { seat, ...player } } };
      }
      case 'close':
        return { close: true };
      default: {
        const never: never = command;
        return never;
      }
    }
  },
  fits: (_, { state }) => state.status !== 'finished',
  view: SubstituteView,
});

function SubstituteView({ state: { seat, isGuest, text }, table }: ViewProps<Substitute>) {
  const { columns } = useArea();
  const said = words.screens.substitute;
  const title = isGuest ? said.guest : said.account;
  const parts = [
    sentence(said.title(table.names[seat]), 'strong', 1),
    gap,
    line([
      `${title}  `,
      { text: fitEnd(steady(text), Math.min(50, columns - title.length - 7)), tone: 'turn' },
      '_',
    ]),
  ];
  return <Stack parts={parts} />;
}
