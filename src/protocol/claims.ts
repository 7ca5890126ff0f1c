import { Type, type Static } from 'typebox';
import { asking, none, strict } from './method.ts';
import { DisplayName, Id, User, Username } from './shapes.ts';

/** Somebody who says that a guest, or another account, is them. */
export const Claim = Type.Object({
  claimId: Id,
  claimant: User,
  claimed: User,
  guest: Type.Boolean({ description: 'Whether the claimed is a guest; else it is an account.' }),
  decider: Type.Object(User.properties, {
    description: 'Whose consent it needs: who wrote the guest’s name down, or the claimed account itself.',
  }),
  askedAt: Type.String({ description: 'ISO 8601.' }),
});
export type Claim = Static<typeof Claim>;

const listOfClaims = (description: string) => Type.Immutable(Type.Array(Claim, { description }));
const one = Type.Object({ claimId: Id }, strict);

/** How the games of a guest, or of a second account, come to those of one account. */
export const claimMethods = {
  'claim.guest': asking(
    'user',
    'Asks for the games of a guest. Who wrote the guest’s name down decides.',
    Type.Object(
      {
        id: Type.String({
          minLength: 6,
          maxLength: 36,
          description: 'A game the guest played in: its id or room code.',
        }),
        displayName: DisplayName,
      },
      strict,
    ),
    Claim,
  ),
  'claim.account': asking(
    'user',
    'Asks for the games, groups and guests of another account of yours. That account decides, and is closed when it agrees.',
    Type.Object({ username: Username }, strict),
    Claim,
  ),
  'claim.list': asking(
    'user',
    'What you have asked for, and what you are to decide about.',
    none,
    Type.Object({ asked: listOfClaims('Oldest first.'), toDecide: listOfClaims('Oldest first.') }),
  ),
  'claim.approve': asking(
    'user',
    'Agrees: every game of the claimed is the claimant’s from now on, with all that follows from it. It cannot be undone.',
    one,
    Type.Object({ games: Type.Integer({ description: 'Games that changed hands.' }) }),
  ),
  'claim.drop': asking('user', 'Refuses a claim, or takes your own back.', one, Type.Object({})),
} as const;
