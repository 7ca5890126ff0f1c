import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';

/** The text in exactly `width` columns of a terminal: cut with an ellipsis, or filled with spaces. */
export function fit(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const fitting = cut(text, width);
  const space = ' '.repeat(Math.max(0, width - stringWidth(fitting)));
  return align === 'left' ? fitting + space : space + fitting;
}

/** The text in at most `width` columns. */
export const cut = (text: string, width: number) => cliTruncate(text, width);

/** The end of a text that is too long, which is what is new in it. */
export const fitEnd = (text: string, width: number) => cliTruncate(text, width, { position: 'start' });

/** Columns a text takes. */
export const widthOf = stringWidth;
