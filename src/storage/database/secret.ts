import { sqlOf, type Orm } from '../schema/db.ts';
import { ServerSecret } from '../schema/index.ts';
import { emOf } from './transaction.ts';

const name = 'tokens';

/**
 * The secret with which every node on this database signs tokens. The first secret that is offered is kept.
 * It is as safe here as the accounts are.
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
