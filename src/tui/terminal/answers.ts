/** A piece of input as Ink gives it. */
interface Piece {
  readonly input: string;
  readonly special: { readonly meta?: boolean; readonly ctrl?: boolean };
}

type Use = (piece: Piece) => void;

/** An answer that is not whole after this is none: somebody has typed Alt and a sign. */
const within = 100; // ms

/** Ink makes Alt and one of these signs of the beginning of a string from the terminal. */
const begins = ({ input, special }: Piece) => special.meta === true && /^[\]P_^X]$/.test(input);

/**
 * Takes the long answers of a terminal out of its input: its colours, its name, what was copied. Another program may
 * have asked for them, and their letters would be keys. Such a string ends with BEL, or with Escape and a backslash.
 * Ink itself knows the short answers. The result calls `use` with what was typed: now, or a little later if it began
 * like an answer.
 */
export function withoutAnswers(): (piece: Piece, use: Use) => void {
  let held: Piece[] = [];
  let late: NodeJS.Timeout | undefined;

  return (piece, use) => {
    const { input, special } = piece;
    if (held.length === 0) {
      if (!begins(piece)) return use(piece);
      held = [piece];
      late = setTimeout(() => {
        const typed = held;
        held = [];
        for (const one of typed) use(one);
      }, within);
      return;
    }
    const bell = input.indexOf('\u0007');
    const isEnd = bell >= 0 || (special.meta && input === '\\') || (special.ctrl && input === 'g');
    if (!isEnd) return void held.push(piece);
    held = [];
    clearTimeout(late);
    // Keys may have come with it.
    if (bell >= 0 && bell < input.length - 1) use({ input: input.slice(bell + 1), special: {} });
  };
}
