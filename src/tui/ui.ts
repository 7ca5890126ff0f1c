import { undoTarget, type Step } from '../client/index.ts';
import { seats } from '../rules/index.ts';
import { commandKey, type Key } from './key-events.ts';
import {
  bindingOf,
  keys,
  keysAnywhere,
  keysOfReplay,
  type Binding,
  type Command,
  type CommandAnywhere,
  type ScreenName,
} from './keys.ts';
import type { Act, Ending } from './outcome.ts';
import { confirm, type Confirm } from './screens/confirm.tsx';
import { newMenu } from './screens/menu.tsx';
import { newScores } from './screens/scores.tsx';
import { reduceScreen, screenFor, type Overlay, type Screen } from './screens/screens.ts';
import { isPlayer, mayRecordFor, speaker, type Table } from './table.ts';
import { eventSentence, words } from '../words/index.ts';

/** What a person has opened and typed on this terminal; the room itself is not in it. */
export interface Ui {
  readonly screen: Screen;
  readonly overlay: Overlay | null;
  /** A sentence about the last key press. */
  readonly say: string | null;
  /** The moment of the game the screen belongs to, and the version of the room. */
  readonly moment: string;
  readonly version: number;
}

/** What is to be done beside showing something else. */
export type Effect =
  { readonly act: Act; readonly ending?: Ending } | { readonly ending: Ending } | { readonly step: Step };

export const newUi = (table: Table): Ui => ({
  screen: screenFor(table.state),
  overlay: null,
  say: null,
  moment: momentOf(table),
  version: table.state.version,
});

/**
 * The ui after news of the room: what was chosen for a turn that has passed is dropped. `isOwn` says that the news
 * come from an act of this terminal, which has then done what its overlay was for.
 */
export function settle(ui: Ui, table: Table, isOwn: boolean): Ui {
  const moment = momentOf(table);
  const { version } = table.state;
  if (version === ui.version && moment === ui.moment) return ui;
  const screen = moment === ui.moment ? ui.screen : screenFor(table.state);
  // What was said of a key press was true of what has passed.
  const settled = { ...ui, screen, moment, version, say: null };
  if (isOwn) return { ...settled, overlay: null };
  if (!ui.overlay || stillFits(ui.overlay, ui, table)) return settled;
  return { ...settled, overlay: null, say: 'The table has moved on; look again.' };
}

/** Changes whenever a choice that was being made is out of date. */
function momentOf({ state: { status, round } }: Table): string {
  const spoken = round?.contracts.filter((contract) => contract !== null).length;
  return [status, round?.number, round?.frischCount, round?.turn, round?.bids.length, spoken].join();
}

function stillFits(overlay: Overlay, ui: Ui, table: Table): boolean {
  const { state } = table;
  switch (overlay.screen) {
    case 'confirm':
      return state.version === ui.version;
    case 'guest':
    case 'seats':
      return state.status === 'waiting';
    case 'recordAuction':
      return momentOf(table) === ui.moment;
    case 'recordTricks':
      return state.status === 'playing';
    case 'correct':
      return JSON.stringify(state.rounds[overlay.before.number - 1]) === JSON.stringify(overlay.before);
    case 'help':
      return overlay.of === screenFor(state).screen;
    case 'scores':
    case 'menu':
      return true;
    case 'substitute':
      return state.status !== 'finished';
    default: {
      const never: never = overlay;
      return never;
    }
  }
}

/** The keys of what is on top. */
export function bindingsOf({ screen, overlay }: Ui, { mode }: Pick<Table, 'mode'>): readonly Binding[] {
  if (mode === 'replay' && !overlay) return keysOfReplay;
  return keys[(overlay ?? screen).screen];
}

/** Why a key is not for this person now, or null. */
export function whyNot({ who, command }: Binding, { screen }: Ui, table: Table): string | null {
  if (command === 'correct' && table.state.rounds.length === 0)
    return 'There is no finished round to correct yet.';
  switch (who) {
    case 'host':
      return table.isHost ? null : words.reasons.not_host;
    case 'player': {
      if (!isPlayer(table)) return words.reasons.not_seated;
      const turn = table.state.round?.turn ?? null;
      const isPointless =
        command === 'recordFor' &&
        (turn === null || !mayRecordFor(table, turn) || speaker(table, false) !== null);
      return isPointless
        ? 'Only the host records for others, or anybody once a player is away too long.'
        : null;
    }
    case 'seated':
      return table.seat !== null ? null : words.reasons.not_seated;
    case 'speaker': {
      const recording = 'recording' in screen && screen.recording;
      const turn = table.state.round?.turn ?? null;
      if (speaker(table, recording) !== null || turn === null) return null;
      if (!isPlayer(table)) return words.reasons.not_seated;
      return `It is ${table.names[turn]}’s turn.`;
    }
    default:
      return null;
  }
}

/** Whether the help line offers a key: it is for this person, and of more use than a key beside it. */
export function isOffered(binding: Binding, ui: Ui, table: Table): boolean {
  if (whyNot(binding, ui, table) !== null) return false;
  // One's own trick has a key of its own.
  const isForOthers = binding.command === 'trick';
  return !isForOthers || seats.some((seat) => seat !== table.seat && mayRecordFor(table, seat));
}

/** The ui after one key press, and what is to be done. */
export function press(before: Ui, key: Key, table: Table): { ui: Ui; effect: Effect | null } {
  const ui: Ui = { ...before, say: null };
  if (key === 'ctrl-c') return { ui, effect: { ending: 'quit' } };
  const top = ui.overlay ?? ui.screen;
  const own = find(bindingsOf(ui, table), key);
  const binding = own ?? (ui.overlay ? undefined : find(keysAnywhere, key));
  if (!binding) return { ui, effect: null };
  const why = whyNot(binding, ui, table);
  if (why !== null) return { ui: { ...ui, say: why }, effect: null };
  if (own && table.mode === 'replay' && !ui.overlay)
    return { ui, effect: { step: own.command as (typeof keysOfReplay)[number]['command'] } };
  return own
    ? pressOwn(ui, top, own, key, table)
    : pressAnywhere(ui, binding.command as CommandAnywhere, table);
}

const find = (bindings: readonly Binding[], key: Key) =>
  bindings.some(({ keys }) => keys.includes('text'))
    ? bindingOf(bindings, key)
    : bindingOf(bindings, commandKey(key));

function pressOwn(
  ui: Ui,
  top: Screen | Overlay,
  binding: Binding,
  key: Key,
  table: Table,
): ReturnType<typeof press> {
  const isText = binding.keys.includes('text');
  const command = binding.command as Command<ScreenName>;
  const outcome = reduceScreen(top, command, isText ? key : commandKey(key), table);
  if ('say' in outcome) return { ui: { ...withTop(ui, startingAnew(top)), say: outcome.say }, effect: null };
  if ('open' in outcome) return { ui: { ...ui, overlay: outcome.open }, effect: null };
  if ('close' in outcome) return { ui: { ...ui, overlay: null }, effect: null };
  if ('state' in outcome) return { ui: withTop(ui, outcome.state), effect: null };
  return { ui, effect: outcome };
}

/** What was refused is not what the next digit adds to. */
function startingAnew(top: Screen | Overlay): Screen | Overlay {
  if ('fresh' in top) return { ...top, fresh: true };
  return 'form' in top ? { ...top, form: { ...top.form, fresh: true } } : top;
}

const overlays: ReadonlySet<ScreenName> = new Set<Overlay['screen']>([
  'guest',
  'seats',
  'substitute',
  'recordAuction',
  'recordTricks',
  'scores',
  'correct',
  'menu',
  'confirm',
  'help',
]);
const isOverlay = (state: Screen | Overlay): state is Overlay => overlays.has(state.screen);

const withTop = (ui: Ui, state: Screen | Overlay): Ui =>
  isOverlay(state) ? { ...ui, overlay: state } : { ...ui, screen: state };

function pressAnywhere(ui: Ui, command: CommandAnywhere, table: Table): ReturnType<typeof press> {
  const open = (overlay: Overlay) => ({ ui: { ...ui, overlay }, effect: null });
  switch (command) {
    case 'scores':
      return open(newScores(table));
    case 'correct':
      return open(newScores(table));
    case 'undo': {
      const question = confirmUndo(table);
      return question ? open(question) : { ui: { ...ui, say: words.reasons.nothing_to_undo }, effect: null };
    }
    case 'menu':
      return open(newMenu);
    case 'help':
      return open({ screen: 'help', of: ui.screen.screen });
    case 'quit':
      return { ui, effect: { ending: 'quit' } };
    default: {
      const never: never = command;
      return never;
    }
  }
}

/** Asks before something is taken back, and names it where the terminal knows what it was. */
function confirmUndo(table: Table): Confirm | null {
  const target = undoTarget(table.events);
  if (target === null) return null;
  const what = target ? `“${eventSentence(table, target)}”` : 'the last thing recorded';
  return confirm(`Take back ${what}?`, { method: 'log.undo', params: {} });
}
