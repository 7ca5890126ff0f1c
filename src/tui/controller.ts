import type { RoomSnapshot, RoomStore, Step } from '../client/index.ts';
import { words } from '../words/index.ts';
import type { Key } from './key-events.ts';
import type { Effect, Ending } from './outcome.ts';
import { tableOf, type Mode, type Table } from './table.ts';
import { afterNews, newUi, press, type Ui } from './ui.ts';

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
  /**
   * Call it when a frame has been written: keys act only on a version that was drawn. Returns that version.
   */
  drawn(): number;
  close(): void;
}

/**
 * Connects the keys, the room and the open screens, outside of React. If several keys arrive at once, each
 * acts on the result of the key before it.
 */
export function createController({
  store,
  mode,
  onEnd,
  onStep,
}: {
  readonly store: RoomStore;
  readonly mode: Mode;
  readonly onEnd: (ending: Ending) => void;
  /** Called with the wanted step of a replay. */
  readonly onStep?: ((step: Step) => void) | undefined;
}): Controller {
  const listeners = new Set<() => void>();
  let shown = showing(store.getSnapshot(), null);
  let isActing = false;
  let drawnVersion = 0;

  function showing(snapshot: RoomSnapshot, before: Ui | null): Shown {
    const table = tableOf(snapshot, mode);
    const ui = table && (before ? afterNews(before, table, isActing) : newUi(table));
    return { snapshot, table, ui };
  }

  function show(next: Shown) {
    shown = next;
    for (const listener of listeners) listener();
  }

  const stop = store.subscribe(() => {
    show(showing(store.getSnapshot(), shown.ui));
    if (shown.snapshot.connection === 'logged_out') onEnd('logged_out');
    if (shown.snapshot.fenced) onEnd('fenced');
  });

  async function perform(effect: Effect) {
    if ('step' in effect) return onStep?.(effect.step);
    if (!('act' in effect)) return onEnd(effect.ending);
    const { method, params } = effect.act;
    isActing = true;
    const accepted = await store.act(method, params);
    isActing = false;
    if (accepted && effect.ending) onEnd(effect.ending);
  }

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => shown,
    press(key) {
      const { table, ui, snapshot } = shown;
      if (!table || !ui) {
        if (key === 'q' || key === 'ctrl-c') onEnd('quit');
        return;
      }
      const after = press(ui, key, table);
      const isAct = after.effect !== null && 'act' in after.effect;
      if (isAct && (isActing || snapshot.busy)) return;
      if (isAct && drawnVersion !== table.state.version) {
        show({ ...shown, ui: { ...ui, say: words.screens.frame.justChanged } });
        return;
      }
      show({ ...shown, ui: after.ui });
      if (after.effect) void perform(after.effect);
    },
    drawn() {
      drawnVersion = shown.table?.state.version ?? 0;
      return drawnVersion;
    },
    close() {
      stop();
      listeners.clear();
    },
  };
}
