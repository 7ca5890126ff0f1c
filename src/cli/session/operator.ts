import { createTokens } from '../../accounts/index.ts';
import { hasDatabase } from '../../config/folder.ts';
import type { Config } from '../../config/load.ts';
import { serverSecret } from '../../node/secret.ts';
import { openConfigured } from '../../node/storage.ts';
import type { MethodName, Params, Result } from '../../protocol/index.ts';
import { callAlone } from './connect.ts';

/** Calls a method of the operator. A given token proves the operator, or else the secret of the server. */
export async function operate<M extends MethodName>(
  config: Config,
  method: M,
  paramsWith: (operatorToken: string) => Params<M>,
): Promise<Result<M>> {
  const operatorToken = config.token ?? (await createTokens(await readSecret(config)).operator());
  return callAlone(config, method, paramsWith(operatorToken));
}

/**
 * The secret of the server. It does not open an embedded database that is there, because the server has it open. A new
 * folder gets its database before its secret, because a secret alone is the sign of a lost database.
 */
async function readSecret(config: Config): Promise<Uint8Array> {
  const isEmbedded = config.databaseUrl === null;
  if (isEmbedded && hasDatabase(config.dataDir)) return serverSecret(config, null);
  const storage = await openConfigured(config);
  try {
    return await serverSecret(config, isEmbedded ? null : storage);
  } finally {
    await storage.close();
  }
}
