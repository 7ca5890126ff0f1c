import { createTokens } from '../../../accounts/index.ts';
import { createConnection } from '../../../client/index.ts';
import type { Config } from '../../../config/load.ts';
import { serverSecret } from '../../../node/secret.ts';
import { openConfigured } from '../../../node/storage.ts';
import { refuse } from '../../../protocol/index.ts';
import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes, refusedBy } from '../../exit.ts';
import { note, writeJson } from '../../output.ts';
import { unreachable } from '../../session/connect.ts';

/** `whist admin broadcast MESSAGE`: the secret of the server proves that the operator asks. */
export const broadcastCommand: Run = async ({ config, json }, message = '') => {
  const operatorToken = await createTokens(await readSecret(config)).operator();
  const told = Promise.withResolvers<void>();
  const connection = createConnection({
    url: config.server,
    authenticate: async (call) => {
      const answer = await call('admin.broadcast', { operatorToken, message });
      if ('refused' in answer) told.reject(refusedBy(answer.refused));
      else told.resolve();
      // The message is sent. It logs nobody in, so the connection ends as not logged in.
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
  else note(words.hosting.admin.broadcast);
  return exitCodes.ok;
};

/** The secret of the server. It does not open an embedded database, because the server has it open. */
async function readSecret(config: Config): Promise<Uint8Array> {
  if (config.databaseUrl === null) return serverSecret(config, null);
  const storage = await openConfigured(config);
  try {
    return await serverSecret(config, storage);
  } finally {
    await storage.close();
  }
}
