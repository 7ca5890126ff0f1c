import { LockMode } from '@mikro-orm/core';
import type { ProfileChanges } from '../../accounts/index.ts';
import { foldedName, type Preferences, type Profile } from '../../protocol/index.ts';
import { emOf, inTransaction } from '../database/transaction.ts';
import { isUniqueViolation } from '../database/conflict.ts';
import type { Orm } from '../schema/db.ts';
import { User } from '../schema/index.ts';

/** The account of a user. */
export async function profileOf(orm: Orm, userId: string): Promise<Profile> {
  const { id, username, displayName, email, avatarUrl, preferences, createdAt, lastActive } = await emOf(
    orm,
  ).findOneOrFail(User, userId);
  return {
    user: { id, username, displayName },
    email,
    avatarUrl: avatarUrl ?? null,
    preferences: preferences as Preferences,
    createdAt: createdAt.toISOString(),
    lastActive: lastActive.toISOString(),
  };
}

/** Changes an account. Wishes that are not given stay as they are. */
export function updateProfile(orm: Orm, userId: string, changes: ProfileChanges): Promise<Profile> {
  return inTransaction(orm, async (em) => {
    const user = await em.findOneOrFail(User, userId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const { preferences, ...columns } = changes;
    const before = user.preferences as Preferences;
    const wishes = preferences && {
      ...before,
      ...preferences,
      ...(preferences.notifications && {
        notifications: { ...before.notifications, ...preferences.notifications },
      }),
    };
    const given = Object.entries({ ...columns, ...folded(columns), preferences: wishes }).filter(
      ([, value]) => value !== undefined,
    );
    await em.nativeUpdate(User, userId, { ...Object.fromEntries(given), updatedAt: new Date() });
    return profileOf(orm, userId);
  });
}

/** The names of an account as they are compared. */
function folded({ username, displayName }: ProfileChanges) {
  return {
    ...(username !== undefined && { usernameFolded: foldedName(username) }),
    ...(displayName !== undefined && { displayNameFolded: foldedName(displayName) }),
  };
}

const usernames = [
  'uq_users_username',
  'ix_users_username',
  'ix_users_username_lower',
  'uq_users_username_folded',
];
const emails = ['uq_users_email', 'ix_users_email'];

/** Whether a change failed because another account has the user name or the address. */
export function takenBy(error: unknown): 'username_taken' | 'email_taken' | null {
  const violates = (constraints: readonly string[]) =>
    constraints.some((constraint) => isUniqueViolation(error, constraint));
  if (violates(usernames)) return 'username_taken';
  return violates(emails) ? 'email_taken' : null;
}
