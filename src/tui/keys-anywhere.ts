import type { Step } from '../client/index.ts';
import { words } from '../words/index.ts';
import { askToUndo } from './questions.ts';
import type { OpenKey } from './outcome.ts';
import { openKey } from './screen.ts';
import { help } from './screens/help.tsx';
import { menu } from './screens/menu.tsx';
import { scores } from './screens/scores.tsx';
import { corrector, player, undoer } from './who.ts';

/** The keys that work on every screen of the room. `own` are the keys of that screen itself, which come first. */
export function keysAnywhere(own: readonly OpenKey[]): readonly OpenKey[] {
  const openScores: OpenKey['press'] = (_, { state: { rounds } }) => ({
    open: scores.open({ cursor: Math.max(0, rounds.length - 1) }),
  });
  const undo: OpenKey['press'] = (_, table) => {
    const question = askToUndo(table);
    return question ? { open: question } : { say: words.reasons.nothing_to_undo };
  };
  const { keys } = words;
  const anywhere: readonly OpenKey[] = [
    openKey({ keys: ['tab'], label: keys.scores }, null, openScores),
    openKey({ keys: ['u'], label: keys.undo, who: undoer }, null, undo),
    openKey({ keys: ['x'], label: keys.correct, who: corrector }, null, openScores),
    openKey({ keys: ['m'], label: keys.menu, who: player }, null, () => ({
      open: menu.open({ cursor: 0 }),
    })),
    openKey({ keys: ['?'], label: keys.help }, null, (_, table) => ({
      open: help.open({
        page: 'keys',
        status: table.state.status,
        own,
        anywhere,
      }),
    })),
    openKey({ keys: ['q'], label: keys.quit }, null, () => ({ ending: 'quit' })),
  ];
  return anywhere;
}

/** The keys of a replay, in place of the keys of its screens. */
export const keysOfReplay: readonly OpenKey[] = [
  stepKey('forth', { keys: ['right', 'enter', ' '], label: words.keys.nextStep, shown: '→' }),
  stepKey('back', { keys: ['left', 'backspace'], label: words.keys.stepBack, shown: '←' }),
  stepKey('first', { keys: ['home'], label: words.keys.firstStep }),
  stepKey('last', { keys: ['end'], label: words.keys.lastStep }),
];

function stepKey(step: Step, help: Parameters<typeof openKey>[0]): OpenKey {
  return openKey(help, null, () => ({ step }));
}
