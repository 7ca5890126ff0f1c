const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const; // ms

/** A number of seconds, minutes, hours or days. */
export const durationPattern = '^[1-9]\\d{0,4}[smhd]$';

/** The milliseconds of a text such as `24h`, which has this pattern. */
export const durationOf = (text: string): number =>
  Number.parseInt(text, 10) * units[text.at(-1) as keyof typeof units];
