import { language } from './language.ts';
import type { Words } from './english/index.ts';
import { words } from './table.ts';

/** A refusal as a server sends it, with its English sentence and its data. */
interface FromServer {
  readonly reason: keyof Words['reasons'];
  readonly message: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * A refusal of the server in the language of this terminal. The English sentence often knows more than the reason
 * alone; in another language the reason and the data have to do.
 */
export function refusalSentence({ reason, message, data }: FromServer): string {
  if (language === 'en' && message !== undefined) return message;
  const { retryAfter } = data;
  if (reason === 'rate_limited' && typeof retryAfter === 'number')
    return words.explanations.tooMany(retryAfter);
  return words.reasons[reason];
}
