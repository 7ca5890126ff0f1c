/** One figure of the speed, with what bounds it and what it should be. */
export interface Figure {
  readonly name: string;
  /** The measurement in its unit, or how many times the bound it is; null if this system does not tell it. */
  readonly value: number | null;
  readonly unit: string;
  /** The name of the thing that the measurement is divided by; null for a figure that stands alone. */
  readonly bound: string | null;
  /** The measurements behind the value, for people. */
  readonly detail: string;
  readonly target: Target | null;
  /** Whether the value reaches the target; null without a target. */
  readonly met: boolean | null;
}

export type Target = { readonly atLeast: number } | { readonly atMost: number };

/** Makes a number smaller for a quick look: rows, sockets and rounds, and the time of a measurement. */
export type Scaled = (full: number) => number;

/** A group of figures that are measured in one run. */
export interface Bench {
  readonly title: string;
  /** How it measures, for the reader of the page. */
  readonly how: string;
  run(scaled: Scaled): Promise<Figure[]>;
}

interface Plain {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly detail?: string;
  readonly target?: Target;
}

/** A figure that stands alone. */
export function plain({ name, value, unit, detail = '', target }: Plain): Figure {
  return { name, unit, bound: null, detail, ...judged(value, target) };
}

interface Ratio {
  readonly name: string;
  readonly measured: number;
  /** The thing that bounds it: its name and the same measurement of it. */
  readonly bound: readonly [name: string, measured: number];
  /** The unit of both measurements. */
  readonly unit: string;
  readonly target?: Target;
}

/** A figure that holds on any machine: a measurement divided by the same one of what bounds it. */
export function ratio({ name, measured, bound: [bound, other], unit, target }: Ratio): Figure {
  const detail = `${numberText(measured)} ÷ ${numberText(other)} ${unit}`;
  return { name, unit: '×', bound, detail, ...judged(measured / other, target) };
}

function judged(value: number, target?: Target): Pick<Figure, 'value' | 'target' | 'met'> {
  const told = Number.isFinite(value) ? value : null;
  if (!target) return { value: told, target: null, met: null };
  // Not a number reaches no target.
  const met = 'atLeast' in target ? value >= target.atLeast : value <= target.atMost;
  return { value: told, target, met };
}

/** A number for people, with three digits that count. */
export function numberText(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { minimumFractionDigits: 0, maximumFractionDigits: digits });
}
