import type { ReactNode } from 'react';
import type { Change, ChangeName, Step } from '../client/index.ts';
import { apply, type Action, type Fault } from '../rules/index.ts';
import { explain } from '../words/index.ts';
import type { Key } from './key-events.ts';
import type { KeyHelp } from './keys.ts';
import type { Table } from './table.ts';

/** A change to ask the server for. */
export type Act = { [M in ChangeName]: { readonly method: M; readonly params: Change<M> } }[ChangeName];

/**
 * How a terminal ends: `quit` keeps the seat, `left` gives it up; `fenced`: the player uses another terminal;
 * `putOut`: the host lets nobody watch;
 * `rematch`: it goes on in the next room of these players.
 */
export type Ending = 'quit' | 'left' | 'logged_out' | 'fenced' | 'putOut' | 'rematch';

/** An effect outside of the screens. */
export type Effect =
  | { readonly act: Act; readonly ending?: Ending }
  | { readonly ending: Ending }
  /** Where to go in a game that is replayed. */
  | { readonly step: Step }
  /** A text to copy, so that it can be pasted into a chat. */
  | { readonly copy: string };

/** `steps`: each bid, contract and trick as it happens. `form`: a round on one screen. */
export type Entry = 'steps' | 'form';

/** The outcome of a key press on a screen that keeps an `S`. */
export type Outcome<S> =
  | { readonly state: S }
  /** Opens another screen over the one that the room asks for. */
  | { readonly open: Opened }
  | { readonly close: true }
  /** Records rounds in the other way from now on. */
  | { readonly entry: Entry }
  /** Shows advice from now on, or no longer. */
  | { readonly advice: 'switch' }
  /** A sentence on the screen; nothing is sent. */
  | { readonly say: string; readonly state?: S }
  | Effect;

/** A key of an open screen. */
export interface OpenKey extends KeyHelp {
  readonly mark: string;
  /** Why this person may not press it now, or null. */
  whyNot(table: Table): string | null;
  /** Whether the help line has it. */
  isOffered(table: Table): boolean;
  press(key: Key, table: Table): Outcome<Opened>;
}

/** A screen that is open. It never changes; a key press leads to the next one. */
export interface Opened {
  readonly name: string;
  readonly state: unknown;
  /** Whether it shows the rounds by itself, on the whole terminal. */
  readonly showsRounds: boolean;
  readonly keys: readonly OpenKey[];
  fits(table: Table): boolean;
  draw(table: Table): ReactNode;
}

/**
 * The act, or a sentence if the rules refuse it. So the terminal sends nothing that the rules refuse.
 */
export function tryAct(
  table: Table,
  action: Action,
  act: Act,
): { readonly act: Act } | { readonly say: string } {
  const outcome = apply(table.state, action);
  return 'error' in outcome ? { say: faultSentence(table, outcome.error) } : { act };
}

/** The refusal of the rules, in a sentence about this table. */
export function faultSentence({ state, names }: Table, fault: Fault): string {
  return explain(fault, { ...state, nameOf: (seat) => names[seat] });
}
