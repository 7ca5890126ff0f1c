import { createTokens } from '../../accounts/index.ts';
import { createConnection } from '../../client/index.ts';
import type { Config } from '../../config/load.ts';
import { refuse } from '../../protocol/index.ts';
import { unreachable } from '../session/connect.ts';
import { exitCodes, Failure, refusedBy } from '../exit.ts';
import type { Run } from '../main.ts';
import { serverSecret } from '../../node/secret.ts';
import { openConfigured } from '../../node/storage.ts';
import { note, writeJson } from '../output.ts';

/** `whist admin broadcast MESSAGE`: shows a message on every terminal. For who can read the secret of the server. */
export const adminCommand: Run = async ({ config, json }, action, message = '') => {
  if (action !== 'broadcast')
    throw new Failure(
      exitCodes.usage,
      'bad_action',
      `There is no \`whist admin ${action}\`; there is broadcast.`,
    );
  const operatorToken = await createTokens(await readSecret(config)).operator();
  const told = Promise.withResolvers<void>();
  const connection = createConnection({
    url: config.server,
    authenticate: async (call) => {
      const answer = await call('admin.broadcast', { operatorToken, message });
      if ('refused' in answer) told.reject(refusedBy(answer.refused));
      else told.resolve();
      // Nobody is logged in by it, and nothing more is to be said.
      return refuse('unauthenticated');
    },
  });
  try {
    const first = await connection.first;
    if ('unreachable' in first) throw unreachable(config.server);
    await told.promise;
  } finally {
    connection.close();
  }
  if (json) writeJson({});
  else note('Every terminal has been told.');
  return exitCodes.ok;
};

/** The secret as the server has it; a database of its own is not opened, as the server has it open. */
async function readSecret(config: Config): Promise<Uint8Array> {
  if (config.databaseUrl === null) return serverSecret(config, null);
  const storage = await openConfigured(config);
  try {
    return await serverSecret(config, storage);
  } finally {
    await storage.close();
  }
}
