import { Text, type TextProps } from 'ink';
import { createContext, useContext, type ReactNode } from 'react';
import type { Suit } from '../../rules/index.ts';

/** Whether colours are wanted. Without them everything can still be read; bold and inverse stay. */
export const Colours = createContext(true);

const suitTones: Readonly<Record<Suit, TextProps>> = {
  clubs: { color: 'green' },
  diamonds: { color: 'blueBright' },
  hearts: { color: 'redBright' },
  spades: { bold: true },
  no_trump: { color: 'yellow' },
};

const tones = {
  plain: {},
  strong: { bold: true },
  dim: { dimColor: true },
  turn: { color: 'cyan', bold: true },
  good: { color: 'green' },
  bad: { color: 'redBright' },
  warn: { color: 'yellow', bold: true },
  picked: { inverse: true },
  ...suitTones,
} as const satisfies Readonly<Record<string, TextProps>>;

export type Tone = keyof typeof tones;

/** Text in one of the tones of this program. No other code uses colours. */
export function Toned({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  const { color, ...attributes }: TextProps = tones[tone];
  const isColoured = useContext(Colours) && color !== undefined;
  return (
    <Text {...attributes} {...(isColoured && { color })}>
      {children}
    </Text>
  );
}
