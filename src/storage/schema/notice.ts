import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { Claim } from './claim.ts';
import { id, timestamp, timestampNow } from './columns.ts';
import { Game } from './game.ts';
import { Group } from './group.ts';
import { User } from './user.ts';

export const Notice = defineEntity({
  name: 'Notice',
  tableName: 'notices',
  comment: 'News for one user, which waits until a terminal has shown it',
  properties: {
    id: id(),
    user: () =>
      p
        .manyToOne(User)
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_notices_user_id_users')
        .comment('The user it concerns'),
    kind: p.string().length(32).comment('The kind, named as in the protocol'),
    game: () =>
      p
        .manyToOne(Game)
        .nullable()
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_notices_game_id_games')
        .index('ix_notices_game_id')
        .comment('The game it is about (null if about none)'),
    group: () =>
      p
        .manyToOne(Group)
        .nullable()
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_notices_group_id_groups')
        .index('ix_notices_group_id')
        .comment('The group it is about (null if about none)'),
    claim: () =>
      p
        .manyToOne(Claim)
        .nullable()
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_notices_claim_id_claims')
        .index('ix_notices_claim_id')
        .comment('The claim that waits (null if about none)'),
    by: () =>
      p
        .manyToOne(User)
        .name('by_id')
        .nullable()
        .deleteRule('set null')
        .updateRule('no action')
        .foreignKeyName('fk_notices_by_id_users')
        .index('ix_notices_by_id')
        .comment('The user who did it (null if it was the operator, or time)'),
    sessionId: p.uuid().nullable().comment('The session that did it, which is not told (null if none did)'),
    details: p.json<Record<string, unknown>>().defaultRaw(`'{}'`).comment('The other fields of its kind'),
    createdAt: timestampNow().index('ix_notices_created_at').comment('When it happened'),
    readAt: timestamp().nullable().comment('When a terminal had shown it (null if none has)'),
  },
  indexes: [
    { name: 'ix_notices_user_id', properties: ['user', 'id'] },
    {
      name: 'uq_notices_about',
      expression:
        'create unique index uq_notices_about on notices (user_id, kind, coalesce(game_id, group_id, claim_id)) where coalesce(game_id, group_id, claim_id) is not null',
    },
  ],
});
export type Notice = InferEntity<typeof Notice>;
