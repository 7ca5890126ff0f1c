/** The names of the limits. */
export const limitNames = ['login', 'loginAddress', 'register', 'create', 'join', 'action', 'sync'] as const;
export type LimitName = (typeof limitNames)[number];

/** How many of each are allowed in how many seconds. */
export type LimitTable = Readonly<Record<LimitName, { readonly points: number; readonly seconds: number }>>;

/** Four friends behind one router stay far below these. Somebody who guesses passwords or codes does not. */
export const defaultLimits: LimitTable = {
  login: { points: 5, seconds: 15 * 60 }, // of an account from an address; forgotten when it succeeds
  loginAddress: { points: 60, seconds: 15 * 60 }, // of an address, for all accounts together
  register: { points: 100, seconds: 60 * 60 }, // of an address
  create: { points: 100, seconds: 60 * 60 }, // of a user
  join: { points: 60, seconds: 60 }, // of a user, like the next two
  action: { points: 300, seconds: 10 },
  sync: { points: 100, seconds: 10 },
};
