const counted = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`;

/** `40 s`, then `3 min`, `2 h`. */
export function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}

/** Parts of sentences that are used in several places. */
export const phrases = {
  /** The name of an empty seat. */
  seat: (number: number) => `Seat ${number}`,
  seats: (count: number) => counted(count, 'seat'),
  rounds: (count: number) => counted(count, 'round'),
  /** `Dana, Noa and Amir`. */
  list: (names: readonly string[]) =>
    names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`,
  /** `away 40 s`, then `away 3 min`, `away 2 h`. */
  away: (seconds: number) => `away ${duration(seconds)}`,
};
