import { configFolder, keptPreferences } from '../config/preferences.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The language that the person who is logged in has chosen; null if none is. */
export function languageWish(args: readonly string[], env: Env): 'en' | 'he' | null {
  const configDir = env['WHIST_CONFIG_DIR'] || undefined;
  const profile = profileOf(args) ?? (env['WHIST_PROFILE'] || undefined);
  const { language } = keptPreferences(configFolder({ configDir, profile }));
  return language === 'en' || language === 'he' ? language : null;
}

/** The value of `--profile dana` or `--profile=dana`. */
function profileOf(args: readonly string[]): string | undefined {
  const at = args.findLastIndex((arg) => /^--profile(=|$)/.test(arg));
  return at < 0 ? undefined : (args[at]?.split('=')[1] ?? args[at + 1]);
}
