import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { timestampNow } from './columns.ts';

/** Commands that changed a room are not here: the log of the room has their ids. */
export const Command = defineEntity({
  name: 'Command',
  tableName: 'commands',
  comment: 'Writes that were done, so that one that is sent again is not done again',
  properties: {
    senderId: p.uuid().primary().comment('The user who sent it (the nil UUID for the operator)'),
    id: p.uuid().primary().comment('Id the client gave the command'),
    method: p.string().length(32).comment('The method, named as in the protocol'),
    answer: p.json<object>().nullable().comment('The answer (null if it held tokens)'),
    createdAt: timestampNow().index('ix_commands_created_at').comment('When it was done'),
  },
});
export type Command = InferEntity<typeof Command>;
