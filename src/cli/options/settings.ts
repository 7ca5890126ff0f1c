import { Option } from 'commander';
import type { Setting } from '../../config/setting.ts';
import { settings, settingsFile } from '../../config/settings.ts';

/**
 * The flags of the settings for these kinds of commands. They have no defaults: those come after environment
 * and file.
 */
function settingOptions(...kinds: Setting['usedBy'][]): Option[] {
  const used = Object.values(settings).filter(
    ({ usedBy }) => usedBy === 'everybody' || kinds.includes(usedBy),
  );
  return [...used, settingsFile].flatMap(({ flag, description, variable }) =>
    flag ? [new Option(flag, `${description} (${variable})`)] : [],
  );
}

/** For commands that talk to a server. */
export const clientOptions = settingOptions('client');
/** For commands that host, or open a database. */
export const serverOptions = settingOptions('server');
/** For commands that do both. */
export const bothOptions = withoutTwice([...serverOptions, ...clientOptions]);
/** For commands of the operator, who may be elsewhere than the server. */
export const operatorOptions = withoutTwice([...bothOptions, ...settingOptions('operator')]);
/** For a command that only draws. */
export const lookOptions = clientOptions.filter(({ long }) =>
  ['--no-color', '--theme', '--ascii', '--language', '--rtl', '--screen-reader'].includes(long ?? ''),
);
/** The options that name a database. */
export const databaseOptions = serverOptions.filter(
  ({ long }) => long !== undefined && ['--database-url', '--database-schema', '--data-dir'].includes(long),
);
/** For commands that only open a database. */
export const storageOptions = [...databaseOptions, ...settingOptions()];
/** For commands that work over a server, or on a database that an option names. */
export const eitherOptions = [...clientOptions, ...databaseOptions];

function withoutTwice(options: readonly Option[]): Option[] {
  return options.filter(({ long }, i) => options.findIndex((other) => other.long === long) === i);
}
