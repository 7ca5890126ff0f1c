import { language } from './language.ts';
import { english, type Words } from './english/index.ts';
import { words } from './table.ts';
import { translated } from './translated.ts';

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
  const own = explained(message);
  if (own !== undefined) return own;
  const { retryAfter } = data;
  if (reason === 'rate_limited' && typeof retryAfter === 'number')
    return words.explanations.tooMany(retryAfter);
  const wrong = reason === 'invalid_params' ? firstFault(data['faults']) : null;
  if (wrong) return words.explanations.param(fieldName(wrong.param), translated(wrong.fault));
  return words.reasons[reason];
}

/** The explanation that a server has sent in English, if it has no parts. */
function explained(message: string | undefined): string | undefined {
  const [name] = Object.entries(english.explanations).find(([, sentence]) => sentence === message) ?? [];
  const own: unknown = name && words.explanations[name as keyof Words['explanations']];
  return typeof own === 'string' ? own : undefined;
}

/** The name of a param as a person says it: `number of rounds`. */
export function fieldName(param: string, { fields }: Pick<Words, 'fields'> = words): string {
  const path = param.replace(/\.\d+/g, '');
  const own = path.split('.').at(-1) ?? path;
  return fields[path] ?? fields[own] ?? own.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function firstFault(faults: unknown): { readonly param: string; readonly fault: string } | null {
  const first: unknown = Array.isArray(faults) ? faults[0] : null;
  if (typeof first !== 'object' || first === null || !('param' in first && 'fault' in first)) return null;
  const { param, fault } = first;
  return typeof param === 'string' && typeof fault === 'string' ? { param, fault } : null;
}
