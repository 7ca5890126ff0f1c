import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { Check } from 'typebox/schema';
import { DeviceMark, Token, User, type Session } from '../../protocol/index.ts';
import { checkFile, makeFolder, replaceFile } from '../../config/folder.ts';

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

const IdentityFile = Type.Record(Type.String(), KeptSession);
type IdentityFile = Static<typeof IdentityFile>;

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

/**
 * Keeps logins in `identity.json` of the config folder, which only its owner can read. The file is replaced as a
 * whole. A damaged file counts as empty, and the next login repairs it. Errors of the
 * file system are thrown as they are.
 */
export function createIdentities(configDir: string, now: () => number = Date.now): Identities {
  const path = join(configDir, 'identity.json');

  async function read(): Promise<IdentityFile> {
    try {
      const kept: unknown = JSON.parse(await readFile(path, 'utf8'));
      return Check(IdentityFile, kept) ? kept : {};
    } catch (error) {
      if (
        error instanceof SyntaxError ||
        (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      ) {
        return {};
      }
      throw error;
    }
  }

  const write = (kept: IdentityFile) => replaceFile(path, `${JSON.stringify(kept, null, 2)}\n`);

  return {
    async prepare() {
      await makeFolder(configDir);
      await checkFile(path);
    },
    load: async (server) => (await read())[server] ?? null,
    save: async (server, { accessToken, refreshToken, expiresIn, user, device }) => {
      const expiresAt = new Date(now() + expiresIn * 1000).toISOString();
      const session = { accessToken, refreshToken, expiresAt, user, ...(device && { device }) };
      await write({ ...(await read()), [server]: session });
      return session;
    },
    forget: async (server) => {
      const { [server]: forgotten, ...others } = await read();
      if (forgotten) await write(others);
    },
  };
}
