type Language = 'en' | 'he';

/**
 * The language of a run: its flag comes before the variable, and the variable before the locale. With `--json` a
 * program reads the output, so that it is English everywhere.
 */
export function languageOf(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Language {
  if (args.includes('--json')) return 'en';
  const wanted = flagOf(args) ?? env['WHIST_LANGUAGE'] ?? '';
  if (wanted !== '' && wanted !== 'auto') return wanted === 'he' ? 'he' : 'en';
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  // `iw` is the code that Hebrew had until 1989; some systems still use it.
  return /^(he|iw)(?![a-z])/i.test(locale) ? 'he' : 'en';
}

/** The value of `--language he` or `--language=he`. */
function flagOf(args: readonly string[]): string | undefined {
  const at = args.findLastIndex((arg) => /^--language(=|$)/.test(arg));
  return at < 0 ? undefined : (args[at]?.split('=')[1] ?? args[at + 1]);
}

/** Chosen when the words are loaded, because other modules keep what they take from the table. */
export const language = languageOf(process.argv.slice(2), process.env);

/** Whether sentences, and so the columns of tables, run from right to left. */
export const isRightToLeft = language === 'he';
