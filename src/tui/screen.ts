import { createElement, type ReactNode } from 'react';
import type { Key } from './key-events.ts';
import type { KeyHelp } from './keys.ts';
import type { Opened, OpenKey, Outcome } from './outcome.ts';
import type { Table } from './table.ts';
import { anybody, type Who } from './who.ts';

/** A key of a screen that keeps an `S`. */
export interface Binding<S, C extends string> extends KeyHelp {
  /** The name of the key for the reducer. */
  readonly command: C;
  /** Anybody by default. */
  readonly who?: Who<S>;
  /** Whether the help line offers it to somebody who may press it; always by default. */
  readonly isOffered?: (table: Table) => boolean;
  /** The label in a state that needs another one. */
  readonly labelIn?: (state: S) => string;
}

interface Press<C extends string> {
  readonly command: C;
  readonly key: Key;
}

/** A view shows what fits in its area; see `useArea`. */
export interface ViewProps<S> {
  readonly state: S;
  readonly table: Table;
}

/** One screen. While it is open it keeps an `S`, for example what has been chosen and typed. */
export interface Parts<S, C extends string> {
  readonly name: string;
  readonly keys: readonly Binding<S, C>[];
  /** The outcome of a key press. */
  readonly reduce: (state: S, press: Press<C>, table: Table) => Outcome<S>;
  readonly view: (props: ViewProps<S>) => ReactNode;
  /** Whether it shows the rounds by itself; then a large terminal does not show them beside it. */
  readonly showsRounds?: true;
  /** Whether the screen, as it was left, still fits a table that has moved on. */
  readonly fits: (state: S, table: Table) => boolean;
  /** The state after a press was answered with a sentence; the same by default. */
  readonly afterRefusal?: (state: S) => S;
}

/** A screen that opens with a state: another screen, or a key that works anywhere, opens it. */
export function screen<S, C extends string>(parts: Parts<S, C>) {
  const { name, keys, reduce, view, fits, showsRounds = false, afterRefusal = (state) => state } = parts;

  const open = (state: S): Opened => ({
    name,
    state,
    showsRounds,
    keys: keys.map((binding) =>
      openKey(binding, state, (key, table) =>
        opened(state, reduce(state, { command: binding.command, key }, table)),
      ),
    ),
    fits: (table) => fits(state, table),
    draw: (table) => createElement(view, { state, table }),
  });

  function opened(state: S, outcome: Outcome<S>): Outcome<Opened> {
    if ('say' in outcome) return { say: outcome.say, state: open(afterRefusal(state)) };
    return 'state' in outcome ? { state: open(outcome.state) } : outcome;
  }

  return { ...parts, open };
}

/** A screen that the room asks for by itself; it starts with `initial`. */
export function roomScreen<S, C extends string>({
  initial,
  ...parts
}: Parts<S, C> & { readonly initial: (table: Table) => S }) {
  const made = screen(parts);
  return { ...made, initial, start: (table: Table): Opened => made.open(initial(table)) };
}

/** A key, and what it does for a state. */
export function openKey<S>(
  binding: Omit<Binding<S, string>, 'command'>,
  state: S,
  press: OpenKey['press'],
): OpenKey {
  const { who = anybody, isOffered = () => true, labelIn, ...help } = binding;
  const whyNot = (table: Table) => who.whyNot(table, state);
  return {
    ...help,
    label: labelIn?.(state) ?? help.label,
    mark: who.mark,
    whyNot,
    isOffered: (table) => whyNot(table) === null && isOffered(table),
    press,
  };
}
