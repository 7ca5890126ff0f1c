import { Type, type Static } from 'typebox';
import { read, write } from './method.ts';
import { DisplayName, GameName, Id, listOf, Nothing, Timestamp, User, Username } from './shapes.ts';

/** A user says that a guest, or another account, is the same person. */
export const Claim = Type.Object({
  claimId: Id,
  claimant: User,
  claimed: User,
  guest: Type.Boolean({ description: 'Whether the claimed player is a guest; else it is an account.' }),
  decider: Type.Object(User.properties, {
    description: 'The user who must agree: the user who named the guest, or the claimed account itself.',
  }),
  askedAt: Timestamp,
});
export type Claim = Static<typeof Claim>;

const claims = listOf(Claim, { description: 'Oldest first.' });
const one = { claimId: Id };

/** Adding the games of a guest, or of a second account, to those of one account. */
export const claimMethods = {
  'claim.guest': write({
    summary:
      'Asks for the games of a guest. The user who named the guest decides. Nobody can after the account of that user is deleted; then the answer is `guest_not_found`.',
    access: 'user',
    limit: 'action',
    params: {
      id: Type.Unsafe<string>({
        ...GameName,
        description: 'A game the guest played in: its id or room code.',
      }),
      displayName: DisplayName,
    },
    result: Claim,
  }),
  'claim.account': write({
    summary:
      'Asks for the games, groups and guests of another account that is yours too. That account decides. If it agrees, it is closed.',
    access: 'user',
    limit: 'action',
    params: { username: Username },
    result: Claim,
  }),
  'claim.list': read({
    summary: 'The claims you have made, and the claims you decide about.',
    access: 'user',
    limit: 'sync',
    params: {},
    result: Type.Object({ asked: claims, toDecide: claims }),
  }),
  'claim.approve': write({
    summary:
      'Agrees to a claim. From now on every game of the claimed player counts as a game of the claimant, in all statistics. This cannot be undone.',
    access: 'user',
    limit: 'action',
    params: one,
    result: Type.Object({ games: Type.Integer({ description: 'Games that moved to you.' }) }),
  }),
  'claim.drop': write({
    summary: 'Refuses a claim, or takes your own back.',
    access: 'user',
    limit: 'action',
    params: one,
    result: Nothing,
  }),
} as const;
