import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { id, timestampNow } from './columns.ts';
import { User } from './user.ts';

export const Claim = defineEntity({
  name: 'Claim',
  tableName: 'claims',
  comment: 'Requests for the games of a guest or of another account, which wait for consent',
  properties: {
    id: id(),
    claimant: () =>
      p
        .manyToOne(User)
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_claims_claimant_id_users')
        .comment('The account that asks for the games'),
    claimed: () =>
      p
        .manyToOne(User)
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_claims_claimed_id_users')
        .index('ix_claims_claimed_id')
        .comment('The guest or account whose games they are'),
    createdAt: timestampNow().comment('When it was asked'),
  },
  uniques: [{ name: 'uq_claims_claimant_claimed', properties: ['claimant', 'claimed'] }],
});
export type Claim = InferEntity<typeof Claim>;
