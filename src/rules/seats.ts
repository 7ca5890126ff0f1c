import { seats, type PerSeat, type Seat } from './types.ts';

/** The seat `steps` places to the left (clockwise) of `seat`. */
export function leftOf(seat: Seat, steps = 1): Seat {
  return ((seat + steps) % 4) as Seat;
}

/** One value for each seat, made by `f`. */
export function perSeat<T>(f: (seat: Seat) => T): PerSeat<T> {
  return [f(0), f(1), f(2), f(3)];
}

/** A copy of `values` in which `seat` holds `value`. */
export function withSeat<T>(values: PerSeat<T>, seat: Seat, value: T): PerSeat<T> {
  return perSeat((s) => (s === seat ? value : values[s]));
}

/** The sum of the four values; null counts as nothing. */
export function total(values: PerSeat<number | null>): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** Seat by seat, a + b. */
export function add(a: PerSeat<number>, b: PerSeat<number>): PerSeat<number> {
  return perSeat((seat) => a[seat] + b[seat]);
}

/** The seats whose value is the highest, more than one in a tie. */
export function leaders(totals: PerSeat<number>): Seat[] {
  const highest = Math.max(...totals);
  return seats.filter((seat) => totals[seat] === highest);
}
