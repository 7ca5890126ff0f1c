import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { DeviceMark, Token, User, type Session } from '../../protocol/index.ts';
import { checkFile, makeFolder } from '../../config/folder.ts';
import { createKeptFile } from './kept-file.ts';

const KeptSession = Type.Object({
  accessToken: Token,
  refreshToken: Token,
  /** When the access token expires, ISO 8601. */
  expiresAt: Type.String(),
  user: User,
  device: DeviceMark,
});
/** The login of a person on one server. */
type KeptSession = Static<typeof KeptSession>;

/** The user name of an account that a device has made for itself begins with this. */
export const deviceName = 'table-';
export const isDevice = ({ username }: Pick<User, 'username'>) => username.startsWith(deviceName);

/** The logins kept on this machine, one for each server, and for each data folder that an option names. */
export interface Identities {
  /** Makes the folder for the logins, if it is not there, and checks that their file can be replaced. */
  prepare(): Promise<void>;
  load(server: string): Promise<KeptSession | null>;
  save(server: string, session: Session): Promise<KeptSession>;
  forget(server: string): Promise<void>;
}

/** Keeps logins in `identity.json` of the config folder. */
export function createIdentities(configDir: string, now: () => number = Date.now): Identities {
  const path = join(configDir, 'identity.json');
  const { load, save, forget } = createKeptFile(path, KeptSession);
  return {
    async prepare() {
      await makeFolder(configDir);
      await checkFile(path);
    },
    load,
    save: async (server, { accessToken, refreshToken, expiresIn, user, device }) => {
      const expiresAt = new Date(now() + expiresIn * 1000).toISOString();
      const session = { accessToken, refreshToken, expiresAt, user, ...(device && { device }) };
      await save(server, session);
      return session;
    },
    forget: async (server) => void (await forget(server)),
  };
}
