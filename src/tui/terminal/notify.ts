import { words } from '../../words/index.ts';
import { mustAct, type Table } from '../table.ts';

/** The ways to tell a person that the turn is theirs, beside the screen itself. */
export interface Notify {
  readonly bell: boolean;
  readonly title: boolean;
}

const ring = '\u0007';
// The old title waits on a stack of the terminal. A terminal without one takes its default title back instead.
const keepTitle = '\u001b[22;2t';
const restoreTitle = '\u001b]2;\u0007\u001b[23;2t';
const setTitle = (text: string) => `\u001b]2;${text}\u0007`;

/** Rings and changes the title of the terminal when the turn comes to this terminal. */
export function createNotifier(by: Notify, stdout: Pick<NodeJS.WritableStream, 'write'>) {
  let hadTurn = false;
  let title: string | null = null;
  return {
    /** Call it after every change of the table. */
    tell(table: Table | null) {
      if (!table) return;
      const hasTurn = mustAct(table);
      if (by.bell && hasTurn && !hadTurn) stdout.write(ring);
      hadTurn = hasTurn;
      const next = words.screens.frame.title(table.state.code, hasTurn);
      if (!by.title || title === next) return;
      stdout.write(`${title === null ? keepTitle : ''}${setTitle(next)}`);
      title = next;
    },
    /** Gives the terminal its old title back. */
    end() {
      if (title !== null) stdout.write(restoreTitle);
      title = null;
    },
  };
}
