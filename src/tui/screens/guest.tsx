import { cleanName } from '../../client/index.ts';
import { words } from '../../words/index.ts';
import { useArea } from '../area.ts';
import { gap, line, sentence, Stack } from '../components/stack.tsx';
import { textBindings } from '../keys.ts';
import { retyped } from '../name-field.ts';
import type { Outcome } from '../outcome.ts';
import { screen, type ViewProps } from '../screen.ts';
import { fitEnd, steady } from '../text.ts';

/** The name of a guest, while somebody types it. */
interface Guest {
  readonly text: string;
}

export const guest = screen({
  name: 'guest',
  keys: [{ keys: ['enter'], command: 'add', label: words.keys.addThisGuest }, ...textBindings],
  reduce({ text }: Guest, { command, key }): Outcome<Guest> {
    switch (command) {
      case 'text':
      case 'erase': {
        const next = retyped(text, command === 'text' ? key : null);
        return 'say' in next ? next : { state: next };
      }
      case 'add': {
        const displayName = cleanName(text);
        return displayName === null
          ? { say: words.screens.name.missing }
          : { act: { method: 'room.addGuest', params: { displayName } } };
      }
      case 'close':
        return { close: true };
      default: {
        const never: never = command;
        return never;
      }
    }
  },
  fits: (_, { state }) => state.status === 'waiting',
  view: GuestView,
});

function GuestView({ state: { text } }: ViewProps<Guest>) {
  const { columns } = useArea();
  const said = words.screens.guest;
  const width = Math.min(60, columns - said.name.length - 7);
  const parts = [
    sentence(said.title, 'strong', 1),
    gap,
    line([`${said.name}  `, { text: fitEnd(steady(text), width), tone: 'turn' }, '_']),
  ];
  return <Stack parts={parts} />;
}
