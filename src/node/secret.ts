import { loadSecret } from '../accounts/index.ts';
import type { Config } from '../config/load.ts';
import type { Storage } from '../storage/index.ts';
import { NodeFault } from './faults.ts';

/**
 * The secret that tokens are signed with. A node with the embedded database reads it from its data folder; nodes on
 * one database share the secret that the first of them stored there.
 */
export async function serverSecret(
  { dataDir }: Config,
  shared: Pick<Storage, 'sharedSecret'> | null,
): Promise<Uint8Array> {
  const own = await loadSecret(dataDir);
  if ('error' in own) throw new NodeFault('secret_unsafe', own.error);
  return shared ? shared.sharedSecret(own.ok) : own.ok;
}
