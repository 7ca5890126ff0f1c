import { replaceFile } from '../../config/folder.ts';
import type { Config } from '../../config/load.ts';
import { keptPreferences, preferencesFile } from '../../config/preferences.ts';
import type { Preferences, Profile } from '../../protocol/index.ts';
import type { Context } from '../command.ts';
import { chosenConfig } from '../looks.ts';
import { configFolderFault } from './folder-fault.ts';

/** Keeps the wishes of the person who is logged in, so that later commands know them before they connect. */
export async function keepPreferences({ configDir }: Config, preferences: Preferences): Promise<void> {
  if (JSON.stringify(preferences) === JSON.stringify(keptPreferences(configDir))) return;
  const text = `${JSON.stringify(preferences, null, 2)}\n`;
  await replaceFile(preferencesFile(configDir), text).catch((error: unknown) => {
    throw configFolderFault(configDir, error);
  });
}

/**
 * Keeps the wishes of the person who is logged in, and returns the settings with them: they may have been changed on
 * another machine. Another language is used from the next command on.
 */
export async function learnPreferences(
  { config, options }: Pick<Context, 'config' | 'options'>,
  { preferences }: Profile,
): Promise<Config> {
  await keepPreferences(config, preferences);
  return chosenConfig(options);
}
