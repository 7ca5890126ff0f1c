import type { Identity } from '../accounts/index.ts';
import type { NewNotice } from '../notices/index.ts';
import type { Params } from '../protocol/index.ts';

type Changed = Extract<NewNotice, { kind: 'account_changed' }>['details']['changed'];

const fields = ['displayName', 'username', 'email', 'avatarUrl', 'preferences'] as const;

/** The fields that `account.update` changes. */
export function changedFields(params: Params<'account.update'>): Changed {
  return fields.filter((field) => field in params);
}

/** The notice that an account was changed by a session of its user; `by` is null if the operator changed it. */
export function accountChanged(
  userId: string,
  by: Pick<Identity, 'sessionId'> | null,
  changed: Changed,
): NewNotice {
  const who = by ? { byId: userId, sessionId: by.sessionId } : { byId: null, sessionId: null };
  return { kind: 'account_changed', userId, ...who, details: { changed } };
}
