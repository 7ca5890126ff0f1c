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
    expiresAt: timestamp().index('ix_sessions_expires_at').comment('When the refresh token expires'),
    revokedAt: timestamp().nullable().comment('When the session was ended (null if it was not)'),
    accessJti: p.uuid().comment('The access token given last'),
    terminal: p.string().length(64).nullable().comment('The name that the terminal gave itself'),
    address: p.string().length(45).nullable().comment('The network address it was last seen at'),
    lastSeenAt: timestampNow().comment('When it was last used'),
  },
});
export type Session = InferEntity<typeof Session>;

export const SpentRefreshToken = defineEntity({
  name: 'SpentRefreshToken',
  tableName: 'spent_refresh_tokens',
  comment: 'Refresh tokens that were traded for the next one; one that is shown again was stolen',
  properties: {
    refreshHash: p.string().length(64).primary().comment('SHA-256 of the refresh token, in hex'),
    session: () =>
      p
        .manyToOne(Session)
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_spent_refresh_tokens_session_id_sessions')
        .index('ix_spent_refresh_tokens_session_id')
        .comment('The session it belonged to'),
    spentAt: timestampNow().comment('When it was traded for the next one'),
  },
});
export type SpentRefreshToken = InferEntity<typeof SpentRefreshToken>;
