import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { id, timestamp, timestampNow } from './columns.ts';
import { User } from './user.ts';

export const OperatorAction = defineEntity({
  name: 'OperatorAction',
  tableName: 'operator_actions',
  comment: 'Audit log: the actions of operators',
  properties: {
    id: id(),
    at: timestampNow().comment('When it was done'),
    method: p.string().length(32).comment('The method, named as in the protocol'),
    subject: p
      .text()
      .nullable()
      .comment('The user name of the account at that time (null if it was about none)'),
    details: p.json<object>().defaultRaw(`'{}'`).comment('More about it, by method; never a code or a token'),
    tokenId: p.uuid().nullable().comment('The id of the token that was used (null if it had none)'),
  },
  indexes: [{ name: 'ix_operator_actions_at_id', properties: ['at', 'id'] }],
});
export type OperatorAction = InferEntity<typeof OperatorAction>;

export const PasswordCode = defineEntity({
  name: 'PasswordCode',
  tableName: 'password_codes',
  comment: 'Codes of the operator with which people set another password; each can be used once',
  properties: {
    user: () =>
      p
        .oneToOne(User)
        .owner()
        .primary()
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_password_codes_user_id_users')
        .comment('The user who gets the code'),
    codeHash: p.string().length(64).hidden().comment('SHA-256 of the code, in hex'),
    expiresAt: timestamp().comment('When the code expires'),
  },
});
export type PasswordCode = InferEntity<typeof PasswordCode>;
