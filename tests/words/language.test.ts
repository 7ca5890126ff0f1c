import { expect, test } from 'vitest';
import { languageOf } from '../../src/words/language.ts';

type Case = [args: string[], env: Record<string, string>, language: string];

test.each<[string, Case]>([
  ['nothing is English', [[], {}, 'en']],
  ['the locale', [[], { LANG: 'he_IL.UTF-8' }, 'he']],
  ['the older code of the locale', [[], { LANG: 'iw_IL' }, 'he']],
  ['another language', [[], { LANG: 'her_NA.UTF-8' }, 'en']],
  ['messages before the rest', [[], { LC_MESSAGES: 'he_IL.UTF-8', LANG: 'en_US.UTF-8' }, 'he']],
  ['LC_ALL before all', [[], { LC_ALL: 'C', LC_MESSAGES: 'he_IL.UTF-8', LANG: 'he_IL.UTF-8' }, 'en']],
  ['the variable before the locale', [[], { WHIST_LANGUAGE: 'en', LANG: 'he_IL.UTF-8' }, 'en']],
  ['auto is the locale', [[], { WHIST_LANGUAGE: 'auto', LANG: 'he_IL.UTF-8' }, 'he']],
  ['an empty variable is none', [[], { WHIST_LANGUAGE: '', LANG: 'he_IL.UTF-8' }, 'he']],
  ['the flag before the variable', [['stats', '--language', 'he'], { WHIST_LANGUAGE: 'en' }, 'he']],
  ['the flag in one word', [['--language=en', 'stats'], { LANG: 'he_IL.UTF-8' }, 'en']],
  ['the flag auto is the locale', [['--language', 'auto'], { WHIST_LANGUAGE: 'en', LANG: 'he_IL' }, 'he']],
  ['JSON is English', [['--language', 'he', 'stats', '--json'], { LANG: 'he_IL.UTF-8' }, 'en']],
])('%s', (_, [args, env, language]) => {
  expect(languageOf(args, env)).toBe(language);
});
