import type { Words } from '../english/index.ts';

/** Hebrew says one of a thing after its name: `סיבוב אחד`, `2 סיבובים`. */
const counted = (count: number, one: string, many: string) =>
  count === 1 ? `${one} אחד` : `${count} ${many}`;

export function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} שנ׳`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 120 ? `${minutes} דק׳` : `${Math.floor(minutes / 60)} שע׳`;
}

export const phrases: Words['phrases'] = {
  seat: (number) => `מקום ${number}`,
  seats: (count) => counted(count, 'מקום', 'מקומות'),
  rounds: (count) => counted(count, 'סיבוב', 'סיבובים'),
  list: (names) =>
    names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ו־${names.at(-1) ?? ''}`,
  away: (seconds) => `לא כאן ${duration(seconds)}`,
};
