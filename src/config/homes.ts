import { userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The folders of a person; null where nothing tells them. */
interface Homes {
  readonly data: string | null;
  readonly config: string | null;
}

/** The usual folders of this program, by the rules of each system. Nothing is looked up that a variable tells. */
export function usualFolders(env = process.env, platform: NodeJS.Platform = process.platform): Homes {
  if (platform === 'win32')
    return {
      data: under(env['LOCALAPPDATA'] || home('AppData', 'Local'), 'whist', 'Data'),
      config: under(env['APPDATA'] || home('AppData', 'Roaming'), 'whist', 'Config'),
    };
  if (platform === 'darwin')
    return {
      data: home('Library', 'Application Support', 'whist'),
      config: home('Library', 'Preferences', 'whist'),
    };
  return {
    data: under(absolute(env['XDG_DATA_HOME']) ?? home('.local', 'share'), 'whist'),
    config: under(absolute(env['XDG_CONFIG_HOME']) ?? home('.config'), 'whist'),
  };

  function home(...parts: string[]): string | null {
    const named = platform === 'win32' ? env['USERPROFILE'] : env['HOME'];
    return under(absolute(named) ?? homeOfUser(), ...parts);
  }
}

const under = (folder: string | null, ...parts: string[]): string | null =>
  folder === null ? null : join(folder, ...parts);

/** The specification of XDG has relative paths ignored: https://specifications.freedesktop.org/basedir-spec. */
const absolute = (path: string | undefined): string | null =>
  path !== undefined && isAbsolute(path) ? path : null;

/** The home folder in the list of users. A user of a container may not be in it. */
function homeOfUser(): string | null {
  try {
    return absolute(userInfo().homedir);
  } catch {
    return null;
  }
}
