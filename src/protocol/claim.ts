import { Type, type Static } from 'typebox';
import { read, write } from './method.ts';
import { DisplayName, GameName, Id, listOf, Nothing, orNull, Timestamp, User, Username } from './shapes.ts';

/** The most offers that wait for the answer of one account. Further ones make no claim. */
export const offerLimit = 200;

/** A user says that a guest, or another account, is the same person; or a host says that a guest is the user. */
export const Claim = Type.Object({
  claimId: Id,
  claimant: Type.Object(User.properties, { description: 'The user whose games they become.' }),
  claimed: User,
  offeredBy: orNull(User, 'The host who offers the games to the claimant; null if the claimant asked.'),
  guest: Type.Boolean({ description: 'Whether the claimed player is a guest; else it is an account.' }),
  decider: Type.Object(User.properties, {
    description:
      'The user who must agree: the user who named the guest, or the claimed account itself, or the claimant to whom games are offered.',
  }),
  group: orNull(
    Type.Object({ groupId: Id, name: Type.String() }),
    'The group of the games that are offered; null if of none.',
  ),
  games: Type.Integer({
    description:
      'The games of the claimed player now. Of a claimed account only that account is told; others get 0.',
  }),
  firstAt: orNull(Timestamp, 'When the first of these games was played; null without one.'),
  lastAt: orNull(Timestamp, 'When the last of these games was played; null without one.'),
  askedAt: Timestamp,
});
export type Claim = Static<typeof Claim>;

const claims = listOf(Claim, { description: 'Oldest first.' });
const one = { claimId: Id };
const guestGame = Type.Unsafe<string>({
  ...GameName,
  description: 'A game the guest played in: its id or room code.',
});

/** Adding the games of a guest, or of a second account, to those of one account. */
export const claimMethods = {
  'claim.guest': write({
    summary:
      'Asks for the games that a guest has now. The user who named the guest decides. Asked again, it is about the games of that moment. Nobody can after the account of that user is deleted; then the answer is `guest_not_found`.',
    access: 'user',
    about: 'self',
    limit: 'action',
    params: {
      id: guestGame,
      displayName: DisplayName,
    },
    result: Claim,
  }),
  'claim.account': write({
    summary:
      'Asks for the games, groups and guests of another account that is yours too. That account decides. If it agrees, it is closed.',
    access: 'user',
    about: 'self',
    limit: 'action',
    params: { username: Username },
    result: Claim,
  }),
  'claim.offer': write({
    summary:
      'Offers the games of a guest of yours to an account, which decides. It happens by itself if an account has not agreed to a game in which a host seats it.',
    access: 'user',
    about: 'self',
    limit: 'action',
    params: { id: guestGame, displayName: DisplayName, username: Username },
    result: Claim,
  }),
  'game.disown': write({
    summary:
      'Says that you did not play a game. A guest of the host has your seat from now on, and the game no longer counts for you.',
    access: 'user',
    about: 'game',
    limit: 'action',
    params: { id: GameName },
    result: Nothing,
  }),
  'claim.list': read({
    summary:
      'The claims and offers you have made, and those you decide about, without those of users and groups you have blocked.',
    access: 'user',
    about: 'self',
    limit: 'sync',
    params: {},
    result: Type.Object({ asked: claims, toDecide: claims }),
  }),
  'claim.approve': write({
    summary:
      'Agrees to a claim. From now on every game of the claimed player counts as a game of the claimant, in all statistics. This cannot be undone. If a guest has more games than when the claimant asked last, or `games` is not the number of now, the answer is `claim_changed`.',
    access: 'user',
    about: 'guest',
    limit: 'action',
    params: {
      ...one,
      games: Type.Optional(
        Type.Integer({ minimum: 0, description: 'The number of games in the claim that you agree to.' }),
      ),
    },
    result: Type.Object({ games: Type.Integer({ description: 'Games that moved to you.' }) }),
  }),
  'claim.drop': write({
    summary: 'Refuses a claim, or takes your own back.',
    access: 'user',
    about: 'guest',
    limit: 'action',
    params: one,
    result: Nothing,
  }),
} as const;
