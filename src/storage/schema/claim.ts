import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { id, timestampNow } from './columns.ts';
import { Group } from './group.ts';
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
    offeredBy: () =>
      p
        .manyToOne(User)
        .name('offered_by')
        .nullable()
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_claims_offered_by_users')
        .index('ix_claims_offered_by')
        .comment(
          'The host who offers the games to the claimant, who decides then (null if the claimant asked)',
        ),
    group: () =>
      p
        .manyToOne(Group)
        .nullable()
        .deleteRule('set null')
        .updateRule('no action')
        .foreignKeyName('fk_claims_group_id_groups')
        .index('ix_claims_group_id')
        .comment('The group of the games that are offered (null if of none)'),
    agreedGames: p
      .array()
      .columnType('uuid[]')
      .nullable()
      .comment('The games of the claimed player when the claimant asked last (null for an offer)'),
    createdAt: timestampNow().comment('When it was asked'),
  },
  uniques: [{ name: 'uq_claims_claimant_claimed', properties: ['claimant', 'claimed'] }],
});
export type Claim = InferEntity<typeof Claim>;
