import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { id, timestampNow } from './columns.ts';
import { Group } from './group.ts';
import { User } from './user.ts';

export const Block = defineEntity({
  name: 'Block',
  tableName: 'blocks',
  comment: 'Users and groups whose invitations and claims do not reach a user',
  properties: {
    id: id(),
    user: () =>
      p
        .manyToOne(User)
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_blocks_user_id_users')
        .comment('The user who is left alone'),
    blockedUser: () =>
      p
        .manyToOne(User)
        .nullable()
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_blocks_blocked_user_id_users')
        .index('ix_blocks_blocked_user_id')
        .comment('The user who is blocked (null for a group)'),
    blockedGroup: () =>
      p
        .manyToOne(Group)
        .nullable()
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_blocks_blocked_group_id_groups')
        .index('ix_blocks_blocked_group_id')
        .comment('The group that is blocked (null for a user)'),
    createdAt: timestampNow().comment('When it was blocked'),
  },
  uniques: [
    { name: 'uq_blocks_user_blocked_user', properties: ['user', 'blockedUser'] },
    { name: 'uq_blocks_user_blocked_group', properties: ['user', 'blockedGroup'] },
  ],
  checks: [
    {
      name: 'ck_blocks_one',
      expression: '(blocked_user_id is null) <> (blocked_group_id is null)',
    },
  ],
});
export type Block = InferEntity<typeof Block>;
