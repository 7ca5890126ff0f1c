import { Option } from 'commander';
import { settings, settingsFile, type Setting } from '../../config/settings.ts';

/** The flags of the settings that this kind of command uses. Their defaults come last, after environment and file. */
export function settingOptions(...kinds: Setting['usedBy'][]): Option[] {
  const used = Object.values(settings).filter(
    ({ usedBy }) => usedBy === 'everybody' || kinds.includes(usedBy),
  );
  const withFlags = [...used, settingsFile].flatMap(({ flag, description, variable }) =>
    flag ? [new Option(flag, `${description} (${variable})`)] : [],
  );
  return withFlags;
}
