import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { id, timestamp, timestampNow } from './columns.ts';
import { User } from './user.ts';

export const Session = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  comment: 'Signed-in devices and their refresh tokens',
  properties: {
    id: id(),
    user: () =>
      p
        .manyToOne(User)
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_sessions_user_id_users')
        .index('ix_sessions_user_id')
        .comment('The user who signed in'),
    refreshHash: p
      .string()
      .length(64)
      .unique('uq_sessions_refresh_hash')
      .hidden()
      .comment('SHA-256 of the current refresh token, in hex'),
    createdAt: timestampNow().comment('When the user signed in'),
    expiresAt: timestamp().comment('When the refresh token expires'),
    revokedAt: timestamp().nullable().comment('When the session was ended (null if it was not)'),
  },
});
export type Session = InferEntity<typeof Session>;
