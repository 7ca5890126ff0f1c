import { plainOf } from './cells.ts';

/** Whether the days of a file stand before their months; null if no day of it shows that. */
export type DayFirst = boolean | null;

const clock = String.raw`(?:(?:T|,?\s+)(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,3})0*)?)?(?:\s*([ap])\.?m\.?)?\s*(Z|[+-]\d\d:?\d\d)?)?`;
const yearFirst = new RegExp(String.raw`^(\d{4})([-/.])(\d\d?)\2(\d\d?)${clock}$`, 'i');
const yearLast = new RegExp(String.raw`^(\d\d?)([-/.])(\d\d?)\2(\d{4})${clock}$`, 'i');
/** The number of a day in a spreadsheet. With five digits it is a day from 1927 to 2173. */
const serial = /^([1-9]\d{4})(?:[.,](\d+))?$/;
const compact = /^(\d{4})(\d\d)(\d\d)$/;

/** A day or a moment as a sheet has it, as a day or a moment in UTC; the text itself if it may be several. */
export function momentOf(text: string, dayFirst: DayFirst = null): string {
  const plain = plainOf(text);
  const [, days, share] = serial.exec(plain) ?? [];
  if (days !== undefined) return ofSerial(Number(days), share);
  const [, whole, month, day] = compact.exec(plain) ?? [];
  if (whole !== undefined) return `${whole}-${month}-${day}`;
  const first = yearFirst.exec(plain);
  if (first) return moment([first[1], first[3], first[4]], first.slice(5)) ?? text;
  const last = yearLast.exec(plain);
  if (!last) return text;
  const [, a = '', , b = '', year] = last;
  const isDayFirst = Number(a) === Number(b) ? true : (dayFirstIn(plain) ?? dayFirst);
  if (isDayFirst === null) return text;
  return moment(isDayFirst ? [year, b, a] : [year, a, b], last.slice(5)) ?? text;
}

/** The order that a day shows: 25/01/2024 begins with the day. */
export function dayFirstIn(text: string): DayFirst {
  const [, a, , b] = yearLast.exec(plainOf(text)) ?? [];
  if (Number(a) > 12 && Number(b) <= 12) return true;
  return Number(b) > 12 && Number(a) <= 12 ? false : null;
}

/** Whether a text is two days, because it does not say which of its numbers is the month. */
export const isTwoDays = (text: string): boolean => yearLast.test(plainOf(text));

function moment(
  day: readonly (string | undefined)[],
  [hour, minute, second, part, half, zone]: readonly (string | undefined)[],
): string | null {
  const date = day.map((number = '') => number.padStart(2, '0')).join('-');
  if (hour === undefined) return date;
  const isTwelve = half !== undefined;
  if (isTwelve && !(Number(hour) >= 1 && Number(hour) <= 12)) return null;
  const hours = isTwelve ? (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hour);
  const seconds =
    second === undefined ? '' : `:${second}${part === undefined ? '' : `.${part.padEnd(3, '0')}`}`;
  const time = `${date}T${String(hours).padStart(2, '0')}:${minute}${seconds}`;
  if (zone === undefined || zone.toUpperCase() === 'Z') return `${time}Z`;
  const there = new Date(`${time}Z`);
  const midnight = new Date(`1970-01-01T00:00${zone.replace(/(\d\d):?(\d\d)$/, '$1:$2')}`);
  if (Number.isNaN(there.getTime()) || Number.isNaN(midnight.getTime())) return null;
  // The 31st of February must not become a day of March.
  if (!there.toISOString().startsWith(date)) return null;
  return new Date(there.getTime() + midnight.getTime()).toISOString();
}

/** Spreadsheets count days from 1899-12-30. */
function ofSerial(days: number, share: string | undefined): string {
  const day = Date.UTC(1899, 11, 30) + days * 86_400_000;
  if (share === undefined) return new Date(day).toISOString().slice(0, 10);
  return new Date(day + Math.round(Number(`0.${share}`) * 86_400) * 1000).toISOString();
}
