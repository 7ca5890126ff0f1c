import { words } from '../words/index.ts';
import type { Key } from './key-events.ts';
import { keysAnywhere, keysOfReplay } from './keys-anywhere.ts';
import { bindingOf } from './keys.ts';
import type { Effect, Entry, Opened, OpenKey, Outcome } from './outcome.ts';
import { screenFor } from './screens/registry.ts';
import type { Table } from './table.ts';

/** The open screens of this terminal, with everything typed so far. The room itself is not part of it. */
export interface Ui {
  /** The screen that the room asks for. */
  readonly screen: Opened;
  /** The screen that somebody opened over it. */
  readonly overlay: Opened | null;
  /** How rounds are recorded here: each bid and trick as it happens, or on the form of the round. */
  readonly entry: Entry;
  /** Whether advice is shown. */
  readonly isAdvised: boolean;
  /** Why the last key press did nothing. */
  readonly say: string | null;
  /** A sentence about a key press that shows nothing else. */
  readonly done: string | null;
  /** The version of the room when this was drawn. */
  readonly version: number;
}

export const newUi = (table: Table, isAdvised = false): Ui => ({
  screen: screenFor(table, usualEntry(table)),
  overlay: null,
  entry: usualEntry(table),
  isAdvised,
  say: null,
  done: null,
  version: table.state.version,
});

/** One person who records for the whole table wants few keys; players follow their own round. */
const usualEntry = ({ mode }: Table): Entry => (mode === 'table' ? 'form' : 'steps');

/** The visible screen, which takes the keys. */
export const top = ({ screen, overlay }: Ui): Opened => overlay ?? screen;

/**
 * The ui after news of the room. If a screen no longer fits the table, its choices are dropped. `isOwn` means
 * that this terminal asked for the change, so the overlay closes: it has done its work.
 */
export function afterNews(ui: Ui, table: Table, isOwn: boolean): Ui {
  const { version } = table.state;
  if (version === ui.version) return ui;
  const entry = table.state.status === 'round_complete' ? usualEntry(table) : ui.entry;
  const screen = ui.screen.fits(table) ? ui.screen : screenFor(table, entry);
  // The last sentence was about the table before the news.
  const next = { ...ui, entry, screen, version, say: null, done: null };
  if (isOwn) return { ...next, overlay: null };
  if (!ui.overlay || ui.overlay.fits(table)) return next;
  return { ...next, overlay: null, say: words.screens.frame.movedOn };
}

/** The keys of the visible screen, and those that work anywhere. */
export function keysOf(
  ui: Ui,
  { mode }: Pick<Table, 'mode'>,
): Record<'own' | 'anywhere', readonly OpenKey[]> {
  if (ui.overlay) return { own: ui.overlay.keys, anywhere: [] };
  const own = mode === 'replay' ? keysOfReplay : ui.screen.keys;
  return { own, anywhere: keysAnywhere(own) };
}

/** Whether a name is being typed on the visible screen. */
export const takesText = (ui: Ui, table: Pick<Table, 'mode'>): boolean =>
  keysOf(ui, table).own.some(({ keys }) => keys.includes('text'));

/** The ui after one key press, and its effect outside of the screens. */
export function press(before: Ui, typed: Key, table: Table): { ui: Ui; effect: Effect | null } {
  const ui: Ui = { ...before, say: null, done: null };
  if (typed === 'ctrl-c') return { ui, effect: { ending: 'quit' } };
  const { own, anywhere } = keysOf(ui, table);
  const found = bindingOf(own, typed) ?? bindingOf(anywhere, typed);
  if (!found) return { ui, effect: null };
  const { binding, key } = found;
  const why = binding.whyNot(table);
  return why === null
    ? after(ui, binding.press(key, table), table)
    : { ui: { ...ui, say: why }, effect: null };
}

function after(ui: Ui, outcome: Outcome<Opened>, table: Table): ReturnType<typeof press> {
  if ('entry' in outcome) {
    const { entry } = outcome;
    return { ui: { ...ui, entry, screen: screenFor(table, entry) }, effect: null };
  }
  if ('advice' in outcome) return { ui: { ...ui, isAdvised: !ui.isAdvised }, effect: null };
  if ('open' in outcome) return { ui: { ...ui, overlay: outcome.open }, effect: null };
  if ('close' in outcome) return { ui: { ...ui, overlay: null }, effect: null };
  if ('say' in outcome)
    return { ui: { ...withTop(ui, outcome.state ?? top(ui)), say: outcome.say }, effect: null };
  if ('state' in outcome) return { ui: withTop(ui, outcome.state), effect: null };
  const done = 'copy' in outcome ? words.screens.podium.copied : null;
  return { ui: { ...ui, done }, effect: outcome };
}

const withTop = (ui: Ui, opened: Opened): Ui =>
  ui.overlay ? { ...ui, overlay: opened } : { ...ui, screen: opened };
