import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { timestampNow } from './columns.ts';

/** Commands that changed a room are not here: the log of the room has their ids. */
export const Command = defineEntity({
  name: 'Command',
  tableName: 'commands',
  comment: 'Writes that were done, so that none is done again when it is sent again',
  properties: {
    senderId: p.uuid().primary().comment('The user who sent it (the nil UUID for the operator)'),
    id: p.uuid().primary().comment('Id the client gave the command'),
    method: p.string().length(32).comment('What was asked for, named as in the protocol'),
    answer: p.json<object>().nullable().comment('What was answered (null for an answer that held tokens)'),
    createdAt: timestampNow().index('ix_commands_created_at').comment('When it was done'),
  },
});
export type Command = InferEntity<typeof Command>;
