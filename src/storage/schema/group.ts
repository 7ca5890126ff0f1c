import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { counter, createdAndUpdated, id, timestamp, timestampNow } from './columns.ts';
import { User } from './user.ts';

const groupRoles = ['owner', 'member'] as const;

export const Group = defineEntity({
  name: 'Group',
  tableName: 'groups',
  comment: 'Player groups for recurring game sessions',
  properties: {
    id: id(),
    name: p.string().length(64).comment("Group display name (e.g., 'Friday Night Whist')"),
    description: p.text().nullable().comment('Optional group description'),
    creator: () =>
      p
        .manyToOne(User)
        .name('created_by')
        .deleteRule('restrict')
        .updateRule('no action')
        .foreignKeyName('fk_groups_created_by_users')
        .index('ix_groups_created_by')
        .comment('User who created the group (cannot delete user while group exists)'),
    totalGames: counter('Total games played by this group'),
    totalRounds: counter('Total rounds played by this group'),
    lastPlayedAt: timestamp().nullable().comment('When the group last played a game'),
    ...createdAndUpdated,
    isPending: p.boolean().default(false).comment('Whether the counters are to be recomputed'),
    members: () => p.oneToMany(GroupMember).mappedBy('group').orphanRemoval().orderBy({ joinedAt: 'asc' }),
  },
  indexes: [
    { name: 'ix_groups_created_by_created_at', properties: ['creator', 'createdAt'] },
    {
      name: 'ix_groups_pending',
      expression: 'create index ix_groups_pending on groups (id) where is_pending',
    },
  ],
});
export type Group = InferEntity<typeof Group>;

export const GroupMember = defineEntity({
  name: 'GroupMember',
  tableName: 'group_members',
  comment: 'Junction table linking users to groups',
  properties: {
    id: id(),
    group: () =>
      p
        .manyToOne(Group)
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_group_members_group_id_groups')
        .index('ix_group_members_group_id')
        .comment('The group this membership belongs to'),
    user: () =>
      p
        .manyToOne(User)
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_group_members_user_id_users')
        .index('ix_group_members_user_id')
        .comment('The user who is a member'),
    role: p
      .enum(groupRoles)
      .nativeEnumName('group_role')
      .default('member')
      .comment('Role within the group (owner can manage members)'),
    joinedAt: timestampNow().comment('When the user joined the group'),
  },
  uniques: [{ name: 'uq_group_members_group_user', properties: ['group', 'user'] }],
});
export type GroupMember = InferEntity<typeof GroupMember>;

export const GroupInvitation = defineEntity({
  name: 'GroupInvitation',
  tableName: 'group_invitations',
  comment: 'Accounts that were invited to a group and have not answered yet',
  properties: {
    id: id(),
    group: () =>
      p
        .manyToOne(Group)
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_group_invitations_group_id_groups')
        .comment('The group'),
    user: () =>
      p
        .manyToOne(User)
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_group_invitations_user_id_users')
        .index('ix_group_invitations_user_id')
        .comment('The user who was invited'),
    invitedBy: () =>
      p
        .manyToOne(User)
        .name('invited_by')
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_group_invitations_invited_by_users')
        .index('ix_group_invitations_invited_by')
        .comment('The user who invited'),
    createdAt: timestampNow().comment('When it was made'),
  },
  uniques: [{ name: 'uq_group_invitations_group_user', properties: ['group', 'user'] }],
});
export type GroupInvitation = InferEntity<typeof GroupInvitation>;
