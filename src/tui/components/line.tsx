import { Text } from 'ink';
import { fit, ordered } from '../text.ts';
import { Toned, type Tone } from './tone.tsx';

/** A piece of a line: a text with a tone, and with a width if it is a column. */
export type Piece =
  | string
  | {
      readonly text: string;
      readonly tone?: Tone;
      readonly width?: number;
      readonly align?: 'left' | 'right';
    };

/**
 * The pieces of a sentence around one piece with its own tone or width; `sentence` says where that piece is.
 */
export function pieced(piece: Exclude<Piece, string>, sentence: (part: string) => string): Piece[] {
  const mark = '\u0000'; // no name has it
  const [before = '', after = ''] = sentence(mark).split(mark);
  return [before, piece, after];
}

/** One line of the screen. If it is too long, its end is cut, so that it never wraps. */
export function Line({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <Text wrap="truncate">
      {pieces.map((piece, i) => {
        const { text, tone = 'plain', width, align } = typeof piece === 'string' ? { text: piece } : piece;
        return (
          <Toned key={i} tone={tone}>
            {ordered(width === undefined ? text : fit(text, width, align))}
          </Toned>
        );
      })}
      {pieces.length === 0 && ' '}
    </Text>
  );
}

/** An empty line. */
export const Gap = () => <Text> </Text>;
