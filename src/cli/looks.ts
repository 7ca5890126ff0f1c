import { Command } from 'commander';
import { chooseReordering } from '../bidi/reordering.ts';
import { loadConfig, type Config } from '../config/load.ts';
import { chooseTheme } from '../drawing/themes.ts';
import { chooseAscii } from '../words/plain.ts';
import { exitCodes, Failure } from './exit.ts';
import { lookOptions } from './options/settings.ts';

/** Chooses once how everything looks in this process. */
export function chooseLooks({ ascii, theme, rtl }: Config): void {
  chooseAscii(ascii);
  chooseTheme(theme);
  chooseReordering(rtl);
}

/** The options as the settings name them: the library makes `color: false` of `--no-color`. */
const asFlags = (options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
  ...options,
  noColor: options['color'] === false || undefined,
});

/** The settings of a command with these options. They also choose how its output looks. */
export function chosenConfig(options: Readonly<Record<string, unknown>>): Config {
  const config = loadConfig({ flags: asFlags(options) });
  if ('error' in config) throw new Failure(exitCodes.usage, 'bad_setting', config.error);
  chooseLooks(config.ok);
  return config.ok;
}

/** The flags of a line that only says how things look, without a command; null for any other line. */
export function looksAlone(args: readonly string[]): Readonly<Record<string, unknown>> | null {
  if (!(args[0] ?? '-').startsWith('-')) return null;
  const line = new Command().exitOverride().helpOption(false).allowUnknownOption().allowExcessArguments();
  for (const option of lookOptions) line.addOption(option);
  line.parse(args, { from: 'user' });
  return line.args.length > 0 ? null : asFlags(line.opts());
}
