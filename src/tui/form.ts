import { suits, type Suit } from '../rules/index.ts';
import { suitLetters } from './keys.ts';

/** One thing to fill in: a number from 0 to `max`, a seat (typed 1 to 4, kept 0 to 3) or a suit (kept by rank). */
export type Field =
  { readonly kind: 'number'; readonly max: number } | { readonly kind: 'seat' } | { readonly kind: 'suit' };

/** Fields as they lie on the screen, row by row. `values` runs through them in the same order. */
export type Layout = readonly (readonly Field[])[];

export interface Form {
  readonly values: readonly (number | null)[];
  readonly cursor: number;
  /** Whether the next digit starts a number anew instead of adding to it. */
  readonly fresh: boolean;
}

export const newForm = (values: Form['values']): Form => ({ values, cursor: 0, fresh: true });

/** A number with one more digit typed; a digit that would make it too large starts a new one. */
export function typeDigit(value: number | null, digit: number, max: number, fresh: boolean): number {
  const longer = (value ?? 0) * 10 + digit;
  return !fresh && longer <= max ? longer : digit;
}

/** The form after a command of `formKeys` or a suit's letter; `enter` goes on to the next empty field. */
export function reduceForm(
  form: Form,
  layout: Layout,
  command: 'move' | 'digit' | 'clear' | 'enter' | 'suit',
  key: string,
): Form {
  switch (command) {
    case 'move':
      return { ...form, cursor: moved(form.cursor, layout, key), fresh: true };
    case 'digit':
      return withDigit(form, layout.flat()[form.cursor], Number(key));
    case 'clear':
      return withValue(form, form.cursor, null, true);
    case 'suit': {
      const field = layout.flat().findIndex(({ kind }) => kind === 'suit');
      const suit = suits.findIndex((suit) => suitLetters[suit] === key);
      return field < 0 || suit < 0 ? form : { ...withValue(form, field, suit, true), cursor: field };
    }
    case 'enter': {
      const after = form.values.indexOf(null, form.cursor + 1);
      const next = after < 0 ? form.values.indexOf(null) : after;
      return next < 0 ? form : { ...form, cursor: next, fresh: true };
    }
    default: {
      const never: never = command;
      return never;
    }
  }
}

/** The suit a suit field holds. */
export const suitAt = (value: number | null | undefined): Suit | null => suits[value ?? -1] ?? null;

function withDigit(form: Form, field: Field | undefined, digit: number): Form {
  if (!field || field.kind === 'suit') return form;
  if (field.kind === 'seat')
    return digit >= 1 && digit <= 4 ? withValue(form, form.cursor, digit - 1, true) : form;
  const value = typeDigit(form.values[form.cursor] ?? null, digit, field.max, form.fresh);
  return value > field.max ? form : withValue(form, form.cursor, value, false);
}

function withValue(form: Form, field: number, value: number | null, fresh: boolean): Form {
  return { ...form, values: form.values.with(field, value), fresh };
}

function moved(cursor: number, layout: Layout, key: string): number {
  const count = layout.flat().length;
  if (key === 'tab') return (cursor + 1) % count;
  const starts = layout.map((_, i) => layout.slice(0, i).flat().length);
  const row = starts.findLastIndex((start) => start <= cursor);
  const column = cursor - (starts[row] ?? 0);
  if (key === 'left' || key === 'right') {
    const last = (layout[row]?.length ?? 1) - 1;
    return cursor - column + Math.min(Math.max(column + (key === 'left' ? -1 : 1), 0), last);
  }
  const target = Math.min(Math.max(row + (key === 'up' ? -1 : 1), 0), layout.length - 1);
  return (starts[target] ?? 0) + Math.min(column, (layout[target]?.length ?? 1) - 1);
}
