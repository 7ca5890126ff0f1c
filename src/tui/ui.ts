import { words } from '../words/index.ts';
import type { Key } from './key-events.ts';
import { keysAnywhere, keysOfReplay } from './keys-anywhere.ts';
import { bindingOf } from './keys.ts';
import type { Effect, Opened, OpenKey, Outcome } from './outcome.ts';
import { screenFor } from './screens/registry.ts';
import type { Table } from './table.ts';

/** The screens that are open on this terminal, with what has been typed. The room itself is not in it. */
export interface Ui {
  /** The screen that the room asks for. */
  readonly screen: Opened;
  /** The one that was opened over it. */
  readonly overlay: Opened | null;
  /** A sentence about the last key press. */
  readonly say: string | null;
  /** The version of the room that this was for. */
  readonly version: number;
}

export const newUi = (table: Table): Ui => ({
  screen: screenFor(table),
  overlay: null,
  say: null,
  version: table.state.version,
});

/** The screen that is seen, and takes the keys. */
export const top = ({ screen, overlay }: Ui): Opened => overlay ?? screen;

/**
 * The ui after news of the room: a choice for a turn that has passed is dropped. `isOwn` says that this terminal
 * asked for the change; the overlay it asked from has then done its work.
 */
export function afterNews(ui: Ui, table: Table, isOwn: boolean): Ui {
  const { version } = table.state;
  if (version === ui.version) return ui;
  const screen = ui.screen.fits(table) ? ui.screen : screenFor(table);
  // The last sentence was true of a table that is no longer there.
  const next = { ...ui, screen, version, say: null };
  if (isOwn) return { ...next, overlay: null };
  if (!ui.overlay || ui.overlay.fits(table)) return next;
  return { ...next, overlay: null, say: words.screens.frame.movedOn };
}

/** The keys of the screen that is seen, and those that work anywhere. */
export function keysOf(
  ui: Ui,
  { mode }: Pick<Table, 'mode'>,
): Record<'own' | 'anywhere', readonly OpenKey[]> {
  if (ui.overlay) return { own: ui.overlay.keys, anywhere: [] };
  const own = mode === 'replay' ? keysOfReplay : ui.screen.keys;
  return { own, anywhere: keysAnywhere(own) };
}

/** The ui after one key press, and what is to be done. */
export function press(before: Ui, typed: Key, table: Table): { ui: Ui; effect: Effect | null } {
  const ui: Ui = { ...before, say: null };
  if (typed === 'ctrl-c') return { ui, effect: { ending: 'quit' } };
  const { own, anywhere } = keysOf(ui, table);
  const found = bindingOf(own, typed) ?? bindingOf(anywhere, typed);
  if (!found) return { ui, effect: null };
  const { binding, key } = found;
  const why = binding.whyNot(table);
  return why === null ? after(ui, binding.press(key, table)) : { ui: { ...ui, say: why }, effect: null };
}

function after(ui: Ui, outcome: Outcome<Opened>): ReturnType<typeof press> {
  if ('open' in outcome) return { ui: { ...ui, overlay: outcome.open }, effect: null };
  if ('close' in outcome) return { ui: { ...ui, overlay: null }, effect: null };
  if ('say' in outcome)
    return { ui: { ...withTop(ui, outcome.state ?? top(ui)), say: outcome.say }, effect: null };
  if ('state' in outcome) return { ui: withTop(ui, outcome.state), effect: null };
  return { ui, effect: outcome };
}

const withTop = (ui: Ui, opened: Opened): Ui =>
  ui.overlay ? { ...ui, overlay: opened } : { ...ui, screen: opened };
