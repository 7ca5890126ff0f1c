/** The names of the limits. */
export const limitNames = [
  'login',
  'loginAccount',
  'loginAddress',
  'register',
  'refresh',
  'oldRefresh',
  'create',
  'join',
  'code',
  'codeAddress',
  'action',
  'sync',
] as const;
export type LimitName = (typeof limitNames)[number];

/** How many of each are allowed in how many seconds. */
export type LimitTable = Readonly<Record<LimitName, { readonly points: number; readonly seconds: number }>>;

/** Four friends behind one router stay far below these. Somebody who guesses passwords or codes does not. */
export const defaultLimits: LimitTable = {
  // Wrong ones, until each next one has to wait longer.
  login: { points: 5, seconds: 15 * 60 }, // of an account from an address or a known device
  loginAccount: { points: 50, seconds: 15 * 60 }, // of an account, from everywhere
  loginAddress: { points: 60, seconds: 15 * 60 }, // of an address, for all accounts together
  register: { points: 100, seconds: 60 * 60 }, // of an address
  refresh: { points: 60, seconds: 60 }, // that failed, of an address
  oldRefresh: { points: 10, seconds: 60 }, // the same with tokens that show by nothing whether they are forged
  create: { points: 100, seconds: 60 * 60 }, // of a user
  join: { points: 60, seconds: 60 }, // of a user
  code: { points: 60, seconds: 60 }, // codes and ids that nothing was found for, of a user
  codeAddress: { points: 200, seconds: 60 }, // the same of an address
  action: { points: 300, seconds: 10 }, // of a user, like the next one
  sync: { points: 100, seconds: 10 },
};
