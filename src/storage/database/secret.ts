import { randomBytes } from 'node:crypto';
import { sqlOf, type Orm } from '../schema/db.ts';
import { ServerSecret } from '../schema/index.ts';
import { emOf } from './transaction.ts';

/** The uses of the rows. */
type Use = 'tokens' | 'installation';

/**
 * The secret with which every node on this database signs tokens. The first secret that is offered is kept.
 * It is as safe here as the accounts are.
 */
export const sharedSecret = (orm: Orm, offer: Uint8Array): Promise<Uint8Array> =>
  shared(orm, 'tokens', offer);

/** A name that the nodes on this database share, and no others. The first node makes it. */
export async function installation(orm: Orm): Promise<string> {
  return Buffer.from(await shared(orm, 'installation', randomBytes(9))).toString('base64url');
}

async function shared(orm: Orm, name: Use, offer: Uint8Array): Promise<Uint8Array> {
  await sqlOf(orm)
    .insertInto('server_secrets')
    .values({ name, value: Buffer.from(offer) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { value } = await emOf(orm).findOneOrFail(ServerSecret, name);
  return new Uint8Array(value);
}
