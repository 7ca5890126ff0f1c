import { Type } from 'typebox';
import { Check } from 'typebox/schema';

/** The part of a line of the log that a person reads. */
const LogLine = Type.Object({ time: Type.String(), msg: Type.String() });

/** More warnings than this are not kept. */
const most = 20;

export interface Warnings {
  /** Takes a line of the log. */
  write(line: string): void;
  /** The last ones, newest first, with the time of this place. */
  newest(): readonly { readonly at: string; readonly text: string }[];
}

/** Keeps the last lines of a log for a page that shows them. */
export function createWarnings(): Warnings {
  let kept: { at: string; text: string }[] = [];
  return {
    write(line) {
      const value: unknown = JSON.parse(line);
      if (!Check(LogLine, value)) return;
      const at = new Date(value.time).toTimeString().slice(0, 8);
      kept = [{ at, text: value.msg }, ...kept].slice(0, most);
    },
    newest: () => kept,
  };
}
