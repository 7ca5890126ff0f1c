import { sqlOf, type Orm } from '../schema/db.ts';
import { ServerSecret } from '../schema/index.ts';
import { emOf } from './transaction.ts';

const name = 'tokens';

/**
 * The secret that every node on this database signs tokens with: the one that was offered first. A reader of the
 * database could change any account as well, so the secret is as safe here as the accounts are.
 */
export async function sharedSecret(orm: Orm, offer: Uint8Array): Promise<Uint8Array> {
  await sqlOf(orm)
    .insertInto('server_secrets')
    .values({ name, value: Buffer.from(offer) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { value } = await emOf(orm).findOneOrFail(ServerSecret, name);
  return new Uint8Array(value);
}
