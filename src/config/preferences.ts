import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import envPaths from 'env-paths';

/** The wishes of the person who logged in last with this config folder, as their account has them. */
export interface KeptPreferences {
  readonly theme?: unknown;
  readonly language?: unknown;
  readonly notifications?: { readonly yourTurn?: unknown };
}

/** The folder of the logins of one identity on this machine. */
export function configFolder({
  configDir,
  profile,
}: {
  configDir?: string | undefined;
  profile?: string | undefined;
}) {
  const usual = envPaths('whist', { suffix: '' }).config;
  return resolve(configDir ?? usual, ...(profile === undefined ? [] : ['profiles', profile]));
}

export const preferencesFile = (folder: string): string => join(folder, 'preferences.json');

/** The wishes that are kept in a config folder. A file that is missing or damaged counts as none. */
export function keptPreferences(folder: string): KeptPreferences {
  try {
    const kept: unknown = JSON.parse(readFileSync(preferencesFile(folder), 'utf8'));
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {};
  }
}
