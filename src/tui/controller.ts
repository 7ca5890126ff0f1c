import type { RoomSnapshot, RoomStore, Step } from '../client/index.ts';
import { words } from '../words/index.ts';
import { commandKey, splitKeys, type Key } from './key-events.ts';
import type { Effect, Ending } from './outcome.ts';
import { tableOf, type Mode, type Table } from './table.ts';
import { afterNews, newUi, press as pressed, takesText, top, type Ui } from './ui.ts';

/** All values that the screens need. */
interface Shown {
  readonly snapshot: RoomSnapshot;
  /** Null before the room is entered, like `ui`. */
  readonly table: Table | null;
  readonly ui: Ui | null;
}

export interface Controller {
  subscribe(listener: () => void): () => void;
  getSnapshot(): Shown;
  press(key: Key): void;
  /** Text that was pasted. It is used only where a name is typed: elsewhere its letters would be commands. */
  paste(text: string): void;
  /**
   * Call it when a frame has been written: keys act only on a version that was drawn. Returns that version.
   */
  drawn(): number;
  close(): void;
}

interface Connected {
  readonly store: RoomStore;
  readonly mode: Mode;
  /** Whether advice is shown at first; by default not. */
  readonly isAdvised?: boolean;
  readonly onEnd: (ending: Ending) => void;
  /** Called with the wanted step of a replay. */
  readonly onStep?: ((step: Step) => void) | undefined;
  /** Called with a text to copy. */
  readonly onCopy?: (text: string) => void;
}

/**
 * Connects the keys, the room and the open screens, outside of React. If several keys arrive at once, each
 * acts on the result of the key before it. Keys belong to the room that the person has seen, with all changes
 * of this terminal, and never to news that nobody has seen yet.
 */
export function createController({
  store,
  mode,
  isAdvised = false,
  onEnd,
  onStep,
  onCopy,
}: Connected): Controller {
  const view = createView(store, mode, isAdvised);
  /** Keys that wait for the answer to a change, because only the server knows what the room is after it. */
  let held: Key[] | null = null;
  /** Whether this terminal ends as soon as everything is saved. */
  let isEnding = false;

  const stop = view.follow(({ connection, fenced, putOut, busy, lost }) => {
    if (connection === 'logged_out') onEnd('logged_out');
    if (fenced) onEnd('fenced');
    if (putOut) onEnd('putOut');
    if (!isEnding || busy) return;
    isEnding = false;
    // A person who leaves wants to know that something was not saved.
    if (lost.length === 0) onEnd('quit');
  });

  async function perform(effect: Effect) {
    if ('step' in effect) return onStep?.(effect.step);
    if ('copy' in effect) return onCopy?.(effect.copy);
    if (!('act' in effect)) return end(effect.ending);
    const { method, params } = effect.act;
    const { answer, isKnown } = view.expect(() => store.act(method, params));
    if (!isKnown) held = [];
    const accepted = await answer;
    if (!isKnown) release(accepted);
    if (accepted && effect.ending) onEnd(effect.ending);
  }

  /** Uses the keys that were pressed meanwhile, or throws them away: they were meant for another room. */
  function release(accepted: boolean) {
    const keys = held ?? [];
    held = null;
    if (accepted) for (const key of keys) press(key);
    else if (keys.length > 0) view.say(words.screens.frame.keysNotUsed(view.shown().snapshot.fault ?? ''));
  }

  function end(ending: Ending) {
    if (ending !== 'quit' || isEnding || !view.shown().snapshot.busy) return onEnd(ending);
    isEnding = true;
    view.say(words.screens.frame.savingFirst);
  }

  function press(key: Key) {
    if (held && key !== 'ctrl-c') return void held.push(key);
    const { table, ui } = view.shown();
    if (!table || !ui) {
      if (commandKey(key) === 'q' || key === 'ctrl-c') onEnd('quit');
      return;
    }
    const { ui: next, effect } = pressed(ui, key, table);
    const isAct = effect !== null && 'act' in effect;
    if (key !== 'ctrl-c' && !view.isSeen(isAct)) return view.say(words.screens.frame.justChanged);
    view.open(next);
    if (effect) void perform(effect);
  }

  return {
    subscribe: view.subscribe,
    getSnapshot: view.shown,
    press,
    paste(text) {
      const { table, ui } = view.shown();
      if (table && ui && takesText(ui, table)) for (const key of splitKeys(text, {})) press(key);
      else view.say(words.screens.frame.pasteNotUsed);
    },
    drawn: view.drawn,
    close() {
      stop();
      view.close();
    },
  };
}

/** The room and the open screens, as they are shown. */
function createView(store: RoomStore, mode: Mode, isAdvised: boolean) {
  const listeners = new Set<() => void>();
  let shown = showing(store.getSnapshot(), null);
  /** Whether the next news is the result of a change that this terminal asked for. */
  let isOwn = false;
  /** The news that no frame has shown yet; `screen` if it has changed the screen that takes the keys. */
  let unseen: 'nothing' | 'room' | 'screen' = 'nothing';

  function showing(snapshot: RoomSnapshot, before: Ui | null): Shown {
    const table = tableOf(snapshot, mode);
    const ui = table && (before ? afterNews(before, table, isOwn) : newUi(table, isAdvised));
    return { snapshot, table, ui };
  }

  function show(next: Shown) {
    shown = next;
    for (const listener of listeners) listener();
  }

  const versionOf = ({ table }: Shown) => table?.state.version ?? 0;
  const open = (ui: Ui) => show({ ...shown, ui });

  return {
    shown: () => shown,
    open,
    say(sentence: string): void {
      if (shown.ui) open({ ...shown.ui, say: sentence });
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Shows the news of the room, and tells it. Returns a function that ends this. */
    follow: (tell: (snapshot: RoomSnapshot) => void) =>
      store.subscribe(() => {
        const next = showing(store.getSnapshot(), shown.ui);
        if (!isOwn && versionOf(next) !== versionOf(shown))
          unseen = unseen === 'screen' || !isSameScreen(shown.ui, next.ui) ? 'screen' : 'room';
        show(next);
        tell(next.snapshot);
      }),
    /** Asks for a change. `isKnown` if the room is shown as it will be after it. */
    expect(ask: () => Promise<boolean>) {
      const before = versionOf(shown);
      isOwn = true;
      const answer = ask();
      const isKnown = versionOf(shown) !== before;
      const ended = isKnown ? answer : answer.finally(() => (isOwn = false));
      if (isKnown) isOwn = false;
      return { answer: ended, isKnown };
    },
    /** Whether a key is for the table that was drawn. A key that changes nothing may be for an older one. */
    isSeen: (isAct: boolean) => unseen === 'nothing' || (unseen === 'room' && !isAct),
    drawn() {
      unseen = 'nothing';
      return versionOf(shown);
    },
    close: () => listeners.clear(),
  };
}

/** Whether the same screen takes the keys, with everything typed there so far. */
const isSameScreen = (before: Ui | null, after: Ui | null) =>
  before !== null && after !== null && top(before) === top(after);
