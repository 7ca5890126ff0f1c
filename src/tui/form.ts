import { suits, type Suit } from '../rules/index.ts';
import type { Key } from './key-events.ts';
import { suitOf } from './keys.ts';

/** A field: a number from 0 to `max`, a seat (typed 1 to 4, stored 0 to 3) or a suit (stored by its rank). */
export type Field =
  | { readonly kind: 'number'; readonly max: number }
  | { readonly kind: 'seat' }
  | { readonly kind: 'suit' };

/** The fields as they stand on the screen, row by row. `values` of a form has them in the same order. */
export type Layout = readonly (readonly Field[])[];

export interface Form {
  readonly values: readonly (number | null)[];
  readonly cursor: number;
  /** Whether the next digit starts a new number instead of adding to the old one. */
  readonly fresh: boolean;
}

export const newForm = (values: Form['values']): Form => ({ values, cursor: 0, fresh: true });

/** The form after a refusal: the next digit starts a new number. */
export const freshForm = (form: Form): Form => ({ ...form, fresh: true });

/** A number that is being typed; `fresh` as in a form. */
interface Typed {
  readonly amount: number | null;
  readonly fresh: boolean;
}

/** The number with one more digit. A digit that makes it too large starts a new number. */
export function typeDigit({ amount, fresh }: Typed, digit: number, max: number): number {
  const longer = (amount ?? 0) * 10 + digit;
  return !fresh && longer <= max ? longer : digit;
}

/** The number without its last digit. */
export function eraseDigit(amount: number | null): Typed {
  const shorter = amount !== null && amount > 9 ? Math.floor(amount / 10) : null;
  return { amount: shorter, fresh: shorter === null };
}

/** A key press in a form. */
export interface FormPress {
  readonly command: 'move' | 'digit' | 'clear' | 'enter' | 'suit';
  readonly key: Key;
}

/** The form after a key press; `enter` goes on to the next empty field. */
export function reduceForm(form: Form, layout: Layout, { command, key }: FormPress): Form {
  switch (command) {
    case 'move':
      return { ...form, cursor: moved(form.cursor, layout, key), fresh: true };
    case 'digit':
      return withDigit(form, layout.flat()[form.cursor], Number(key));
    case 'clear':
      return withValue(form, null);
    case 'suit': {
      const cursor = layout.flat().findIndex(({ kind }) => kind === 'suit');
      const suit = suitOf(key);
      return cursor < 0 || suit === null ? form : withValue({ ...form, cursor }, suits.indexOf(suit));
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

/** The suit in a suit field. */
export const suitAt = (value: number | null | undefined): Suit | null => suits[value ?? -1] ?? null;

function withDigit(form: Form, field: Field | undefined, digit: number): Form {
  if (!field || field.kind === 'suit') return form;
  if (field.kind === 'seat') return digit >= 1 && digit <= 4 ? withValue(form, digit - 1) : form;
  const amount = form.values[form.cursor] ?? null;
  const value = typeDigit({ amount, fresh: form.fresh }, digit, field.max);
  return value > field.max ? form : { ...withValue(form, value), fresh: false };
}

/** The form with a value in the field of the cursor. */
const withValue = (form: Form, value: number | null): Form => ({
  ...form,
  values: form.values.with(form.cursor, value),
  fresh: true,
});

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
