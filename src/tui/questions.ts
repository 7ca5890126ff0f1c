import { undoTarget } from '../client/index.ts';
import { leaders } from '../rules/index.ts';
import { eventSentence, words } from '../words/index.ts';
import type { Opened } from './outcome.ts';
import { ask } from './screens/confirm.tsx';
import type { Table } from './table.ts';

const { questions } = words.screens;

/** Asks before the game is ended. */
export function askToEnd(table: Table): Opened {
  const { state, names } = table;
  const played = state.rounds.length;
  const winners = leaders(state.totals).map((seat) => names[seat]);
  const isUnderWay = state.round !== null && state.round.phase !== 'complete';
  const question = questions.end({
    result: played === 0 ? questions.nobodyWins : questions.wouldWin(winners, played),
    dropped: isUnderWay && state.round ? state.round.number : null,
  });
  return ask(table, question, { act: { method: 'game.end', params: {} } });
}

/** Asks before the room is left. */
export function askToLeave(table: Table): Opened {
  const { state, isHost } = table;
  const question = questions.leave({ keepsSeat: state.status !== 'waiting', isHost });
  return ask(table, question, { act: { method: 'room.leave', params: {} }, ending: 'left' });
}

/** Asks before something is taken back, and names it if the terminal knows what it was; null if there is nothing. */
export function askToUndo(table: Table): Opened | null {
  const target = undoTarget(table.events);
  if (target === null) return null;
  const question = target ? questions.undo(eventSentence(table, target)) : questions.undoUnknown;
  return ask(table, question, { act: { method: 'log.undo', params: {} } });
}
