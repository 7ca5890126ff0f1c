import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { timestampNow } from './columns.ts';
import { Game } from './game.ts';
import { User } from './user.ts';

/** A running server. If it is silent for too long, it counts as dead and its players as away. */
export const Node = defineEntity({
  name: 'Node',
  tableName: 'nodes',
  comment: 'Running servers',
  properties: {
    id: p.uuid().primary(),
    seenAt: timestampNow().comment('When the server last said that it is alive'),
  },
});
export type Node = InferEntity<typeof Node>;

/** Whether a user has a terminal at a table on one node. One node is enough to be at the table. */
export const Presence = defineEntity({
  name: 'Presence',
  tableName: 'presences',
  comment: 'Users at tables, by server',
  properties: {
    game: () =>
      p
        .manyToOne(Game)
        .primary()
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_presences_game_id_games')
        .comment('The game whose table it is'),
    user: () =>
      p
        .manyToOne(User)
        .primary()
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_presences_user_id_users')
        .comment('The user at the table'),
    nodeId: p.uuid().primary().comment('The server the terminal is connected to'),
    isConnected: p.boolean().comment('Whether a terminal is there'),
    since: timestampNow().comment('Since when, on the clock of the database'),
  },
  indexes: [{ name: 'ix_presences_node_id', properties: ['nodeId'] }],
});
export type Presence = InferEntity<typeof Presence>;
