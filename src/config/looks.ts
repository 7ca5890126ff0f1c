import type { Choices } from './settings.ts';

type Theme = 'dark' | 'light' | 'high-contrast' | 'none';

type Env = Readonly<Record<string, string | undefined>>;

/** The looks that fit the terminal, as far as its variables tell. */
export function looksOf(
  { noColor, theme = 'auto', ascii }: Choices,
  env: Env,
): { readonly theme: Theme; readonly ascii: boolean } {
  const isDumb = env['TERM'] === 'dumb';
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  // Without a locale nothing is known; terminals of today show UTF-8.
  const isOther = locale !== undefined && locale !== '' && !/utf-?8/i.test(locale);
  // `15;0` is white on black.
  const background = Number(env['COLORFGBG']?.split(';').at(-1) || 0);
  const suitable = background === 7 || background > 8 ? 'light' : 'dark';
  return {
    theme: noColor || isDumb ? 'none' : theme === 'auto' ? suitable : (theme as Theme),
    ascii: ascii ?? (isDumb || isOther),
  };
}

/** How a terminal tells that it is the turn of its player. */
export const notifyBy = (how: string) => ({
  bell: how === 'bell' || how === 'both',
  title: how === 'title' || how === 'both',
});

/**
 * The order of right-to-left text that suits a terminal. Those of VTE ignore isolates, but they can be told not to
 * reorder; a console shows isolates as boxes.
 */
export function orderOf({ VTE_VERSION: vte = '', TERM: term }: Env): 'terminal' | 'visual' {
  return vte !== '' || term === 'linux' || term === 'dumb' ? 'visual' : 'terminal';
}
