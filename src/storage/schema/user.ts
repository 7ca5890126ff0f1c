import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { createdAndUpdated, id, timestampNow } from './columns.ts';

export const User = defineEntity({
  name: 'User',
  tableName: 'users',
  comment: 'User accounts with authentication and profile data',
  properties: {
    id: id(),
    username: p
      .string()
      .length(32)
      .unique('uq_users_username')
      .comment('Unique username for login (3-32 chars, alphanumeric + _-)'),
    usernameFolded: p
      .string()
      .length(64)
      .comment('User name as it is compared, in the folding of the program'),
    email: p
      .string()
      .length(255)
      .unique('uq_users_email')
      .comment('Unique email address for login and recovery'),
    passwordHash: p.string().length(128).hidden().comment('Bcrypt hashed password'),
    displayName: p.string().length(64).comment('Display name shown in games (can be changed freely)'),
    displayNameFolded: p.text().comment('Display name as it is compared, in the folding of the program'),
    avatarUrl: p.text().nullable().comment("URL to user's avatar image"),
    isActive: p.boolean().default(true).comment('Whether the account is active (false = disabled)'),
    lastActive: timestampNow().comment('Last activity timestamp for presence tracking'),
    preferences: p
      .json<Record<string, unknown>>()
      .defaultRaw(`'{}'`)
      .comment('User preferences: theme, notifications, language'),
    ...createdAndUpdated,
    guestOf: () =>
      p
        .manyToOne(User)
        .name('guest_of')
        .nullable()
        .deleteRule('set null')
        .updateRule('no action')
        .foreignKeyName('fk_users_guest_of_users')
        .comment("The account that wrote this guest's name down; null for an account of its own"),
    standsFor: () =>
      p
        .manyToOne(User)
        .name('stands_for')
        .nullable()
        .deleteRule('set null')
        .updateRule('no action')
        .foreignKeyName('fk_users_stands_for_users')
        .index('ix_users_stands_for')
        .comment('The account that this guest stands for, which has not agreed to the games (null for none)'),
  },
  indexes: [
    { name: 'ix_users_email', expression: 'create unique index ix_users_email on users (email)' },
    { name: 'ix_users_username', expression: 'create unique index ix_users_username on users (username)' },
    { name: 'ix_users_email_active', properties: ['email', 'isActive'] },
    {
      name: 'ix_users_username_lower',
      expression: 'create unique index ix_users_username_lower on users (lower(username))',
    },
    {
      name: 'uq_users_username_folded',
      expression: 'create unique index uq_users_username_folded on users (username_folded)',
    },
    {
      name: 'uq_users_guest_name',
      expression:
        'create unique index uq_users_guest_name on users (guest_of, display_name_folded) where guest_of is not null and stands_for is null',
    },
  ],
});
export type User = InferEntity<typeof User>;
