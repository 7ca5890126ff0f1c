/**
 * The words of the protocol. `rules/types.ts` explains the words of the game itself (round, dealer, auction,
 * bid, frisch, trump, contract, trick).
 *
 * - room: where one game is played, known by its code; before the first round it is the lobby
 * - host: the user who opened the room or took it over; seats players, starts, corrects and ends the game
 * - player: somebody with a seat; a guest is a player with a name and no account
 * - watcher: somebody in the room without a seat; members are the players, the watchers and the host
 * - recorder: a player who enters an action for another player's seat
 * - away: not connected; after the grace the table may act for the seat of a player who is away
 * - log: the entries of one game, one for each change; the version of a room is the number of its entries
 * - event: an entry of the log as the members of the room see it
 * - command: one change that a person asked for; its id makes it happen once, however often it is sent
 * - session: one login of one user; it ends by logging out, or when the password is changed elsewhere
 * - history: finished games, and the figures made from them
 * - sheet: a finished game on paper or in a file
 */
import { Type, type Static, type TSchema } from 'typebox';
import { profileOptions, seats, suits } from '../rules/index.ts';
import type * as rules from '../rules/index.ts';

/** One of these values; JSON Schema `enum`. */
export const oneOf = <const T extends readonly (string | number | boolean)[]>(
  values: T,
  description?: string,
) => Type.Unsafe<T[number]>({ enum: values, ...(description && { description }) });

export const orNull = <T extends TSchema>(schema: T, description?: string) =>
  Type.Union([schema, Type.Null()], description ? { description } : {});

export const fourOf = <T extends TSchema>(schema: T, description?: string) =>
  Type.Immutable(
    Type.Tuple([schema, schema, schema, schema], {
      items: [schema, schema, schema, schema],
      minItems: 4,
      maxItems: 4,
      ...(description && { description }),
    }),
  );

export const listOf = <T extends TSchema>(
  schema: T,
  options: { description?: string; minItems?: number; maxItems?: number } = {},
) => Type.Immutable(Type.Array(schema, options));

/** Text that is shown to people: made NFC, and without control or direction characters. */
export const readable = (longest: number, description: string) =>
  Type.String({ readable: longest, minLength: 1, maxLength: longest, description });

/** The param for the most lines on a page of a list. */
export const pageSize = (maximum: number, usual: number) =>
  Type.Optional(Type.Integer({ minimum: 1, maximum, description: `${usual} by default.` }));

/** The answer of a method that returns nothing. */
export const Nothing = Type.Object({});

export const Id = Type.String({ format: 'uuid', letterCase: 'lower', description: 'A UUID.' });
export const Timestamp = Type.String({ description: 'ISO 8601.' });
export const Code = Type.String({
  format: 'room-code',
  letterCase: 'upper',
  description: 'A room code: six letters and digits, in either case.',
});
export const GameName = Type.String({
  minLength: 6,
  maxLength: 36,
  description: 'A game id or a room code.',
});
/** Where a page of a list begins. */
export const Cursor = Type.String({
  format: 'cursor',
  description: 'The `next` of the page before.',
});

export const SeatNumber = oneOf(seats, 'A seat, 0 to 3, clockwise.');
export const Suit = oneOf(suits, 'A trump suit, lowest first.');
export const BidAmount = Type.Integer({ minimum: 5, maximum: 13, description: 'Tricks bid.' });
export const Bid = Type.Object(
  { seat: SeatNumber, amount: BidAmount, suit: Suit },
  { additionalProperties: false },
);
export const Contract = Type.Integer({
  minimum: 0,
  maximum: 13,
  description: 'Tricks contracted; 0 is a contract.',
});
export const Contracts = fourOf(Contract, 'The contract of each seat.');
export const Tricks = fourOf(Type.Integer({ minimum: 0, maximum: 13 }), 'Tricks won by each seat.');
export const Points = Type.Integer({ minimum: -100_000, maximum: 100_000 });
export const StartingScores = fourOf(Points, 'Scores of a game begun on paper.');

export const Username = Type.String({
  // Letters of several alphabets in one name could look like another name.
  pattern: `^(${['A-Za-z', 'א-ת', 'А-Яа-яЁё', 'ء-غف-ي'].map((letters) => `[${letters}0-9_-]{3,32}`).join('|')})$`,
  description:
    '3 to 32 letters of one alphabet (Latin, Hebrew, Cyrillic or Arabic), digits, underscores and hyphens; capital and small letters count as the same.',
});
export const DisplayName = readable(
  64,
  'A name as people read it, 1 to 64 characters; made NFC, and without control or direction characters.',
);
/** Beside a display name. */
export const Apart = Type.Optional(
  Type.String({
    description:
      'The user name, if another name here looks like this one. Show it too, as in `Dana (dana2)`, so that people can tell the two apart.',
  }),
);
export const Token = Type.String({ minLength: 1, maxLength: 4096 });

export const User = Type.Object({ id: Id, username: Type.String(), displayName: Type.String() });
export type User = Static<typeof User>;

const choices = {
  passIsFinal: oneOf(profileOptions.passIsFinal, 'A seat that passes is out of this auction.'),
  frischMax: oneOf(profileOptions.frischMax, 'Card exchanges before an all-pass is dealt again.'),
  frischRaisesMinimum: oneOf(
    profileOptions.frischRaisesMinimum,
    'Each frisch raises the minimum bid by one, up to 8.',
  ),
  minimumBid: oneOf(profileOptions.minimumBid, 'The lowest amount of a first bid.'),
  missPerTrick: oneOf(profileOptions.missPerTrick, 'Points lost for each trick over or under the contract.'),
  zeroUnder: oneOf(profileOptions.zeroUnder, 'Points for a contract of 0 made in an under round.'),
  zeroOver: oneOf(profileOptions.zeroOver, 'Points for a contract of 0 made in an over round.'),
  zeroFailed: oneOf(
    profileOptions.zeroFailed,
    'A failed contract of 0: −50 and 10 back for each trick after the first, or always −50.',
  ),
} satisfies { [K in keyof rules.RuleProfile]: TSchema };
const profile = Type.Object(choices, {
  additionalProperties: false,
  description: 'The rule profile of a game.',
});
/** The whole rule profile of a game. */
export const RuleProfile = Type.Unsafe<rules.RuleProfile>(profile);
/** The options a table chooses; the others keep their defaults. */
export const RuleChoices = Type.Partial(profile, { additionalProperties: false });

export const Length = orNull(
  Type.Union([
    Type.Object({ rounds: Type.Integer({ minimum: 1, maximum: 99 }) }, { additionalProperties: false }),
    Type.Object({ points: Type.Integer({ minimum: 50, maximum: 5000 }) }, { additionalProperties: false }),
  ]),
);
