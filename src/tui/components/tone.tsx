import { Text } from 'ink';
import { createContext, useContext, type ReactNode } from 'react';
import { lookOf, type Tone } from '../../drawing/themes.ts';

export type { Tone } from '../../drawing/themes.ts';

/** Whether this terminal shows colours. Without them everything can still be read. */
export const Colours = createContext(true);

/** Text in one of the tones of this program. No other code of the screens uses colours. */
export function Toned({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  const { color, backgroundColor, ...attributes } = lookOf(tone);
  const isColoured = useContext(Colours);
  return (
    <Text
      {...attributes}
      {...(isColoured && color && { color })}
      {...(isColoured && backgroundColor && { backgroundColor })}
    >
      {children}
    </Text>
  );
}
