import { Text } from 'ink';
import { lookOf } from '../../drawing/themes.ts';
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
        const shown = width === undefined ? text : fit(text, width, align);
        return parted(shown, tone, width !== undefined).map((part, at) => (
          <Toned key={`${i} ${at}`} tone={part.tone}>
            {ordered(part.text)}
          </Toned>
        ));
      })}
      {pieces.length === 0 && ' '}
    </Text>
  );
}

/**
 * The parts of a piece: a background stands behind its words, and not behind the empty columns beside them. Words of a
 * sentence are pieces with a space at their end, where the background goes on.
 */
function parted(text: string, tone: Tone, isColumn: boolean): readonly { text: string; tone: Tone }[] {
  const { backgroundColor, inverse } = lookOf(tone);
  if (!backgroundColor && !(inverse && isColumn)) return [{ text, tone }];
  const words = isColumn ? text.trim() : text.trimStart();
  const at = text.length - text.trimStart().length;
  return [
    { text: text.slice(0, at), tone: 'plain' as const },
    { text: words, tone },
    { text: text.slice(at + words.length), tone: 'plain' as const },
  ].filter((part) => part.text !== '');
}

/** An empty line. */
export const Gap = () => <Text> </Text>;
