import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { usualFolders } from './homes.ts';

/** The wishes of the person who logged in last with this config folder, as their account has them. */
export interface KeptPreferences {
  readonly theme?: unknown;
  readonly language?: unknown;
  readonly notifications?: { readonly yourTurn?: unknown };
}

/** The folder of the logins of one identity on this machine; null if no setting and no home folder tells it. */
export function configFolder({
  configDir,
  profile,
}: {
  configDir?: string | undefined;
  profile?: string | undefined;
}): string | null {
  const folder = configDir ?? usualFolders().config;
  return folder === null ? null : resolve(folder, ...(profile === undefined ? [] : ['profiles', profile]));
}

export const preferencesFile = (folder: string): string => join(folder, 'preferences.json');

/** The wishes that are kept in a config folder. A folder or a file that is missing or damaged counts as none. */
export function keptPreferences(folder: string | null): KeptPreferences {
  if (folder === null) return {};
  try {
    const kept: unknown = JSON.parse(readFileSync(preferencesFile(folder), 'utf8'));
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {};
  }
}
