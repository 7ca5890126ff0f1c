import { raw } from '@mikro-orm/core';
import type { Command as Sent, CommandStore, Done } from '../../accounts/index.ts';
import { refuse, type Refused } from '../../protocol/index.ts';
import { wireWords } from '../../words/index.ts';
import { emOf, inTransaction } from '../database/transaction.ts';
import { sqlOf, type Orm } from '../schema/db.ts';
import { Command } from '../schema/index.ts';

type Work<T> = () => Promise<Done<T> | Refused>;

/** Commands in PostgreSQL or PGlite. */
export function createCommandStore(orm: Orm): CommandStore {
  return {
    find: (command) => find(orm, command),

    async once<T extends object | null>(command: Sent, work: Work<T>) {
      const { commandId } = command;
      const outcome = await (commandId === undefined
        ? work()
        : doFirst(orm, { ...command, commandId }, work));
      if (outcome) return 'refused' in outcome ? outcome : { ...outcome, isFirst: true };
      const before = await find(orm, command);
      if (!before) throw new Error('a command that is there already was not found');
      return 'refused' in before ? before : { result: before.result as T, isFirst: false };
    },

    async forgetOld() {
      await emOf(orm).nativeDelete(Command, { createdAt: { $lt: raw<Date>(`now() - interval '3 days'`) } });
    },
  };
}

async function find(
  orm: Orm,
  { senderId, commandId: id, method }: Sent,
): Promise<Done<unknown> | Refused | null> {
  if (id === undefined) return null;
  const found = await emOf(orm).findOne(Command, { senderId, id });
  if (!found) return null;
  if (found.method === method) return { result: found.answer ?? null };
  return refuse('invalid_params', { message: wireWords.explanations.commandOf(found.method) });
}

/** Does a command; null if it was done before. */
async function doFirst<T extends object | null>(
  orm: Orm,
  { senderId, commandId: id, method }: Sent & { readonly commandId: string },
  work: Work<T>,
): Promise<Done<T> | Refused | null> {
  try {
    return await inTransaction(orm, async (em) => {
      // A second sender waits here until the first is done.
      const added = await sqlOf(orm)
        .insertInto('commands')
        .values({ sender_id: senderId, id, method })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!added) return null;
      const outcome = await work();
      if ('refused' in outcome) throw new Undone(outcome);
      await em.nativeUpdate(Command, { senderId, id }, { answer: outcome.result });
      return outcome;
    });
  } catch (error) {
    if (error instanceof Undone) return error.refused;
    throw error;
  }
}

/** Thrown to undo a transaction that ends in a refusal. */
class Undone extends Error {
  readonly refused: Refused;

  constructor(refused: Refused) {
    super();
    this.refused = refused;
  }
}
