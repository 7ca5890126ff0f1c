/** The words about claims: the games that move to an account, or are offered to it. */
export const claim = {
  waiting: (claim: string) => `${claim}: see \`whist claim\`.`,
  asksGuest: (claimant: string, guest: string) => `${claimant} asks for the games of your guest ${guest}`,
  asksAccount: (claimant: string) => `${claimant} asks for everything of this account, which is then closed`,
  /** `Amir (amir) wants 100 games of 2001 to 2009 to count for you, of the group Friday` */
  offers: (by: string, { games, years, group }: Offered) =>
    `${by} wants ${games === 1 ? 'one game' : `${games} games`}${years === null ? '' : ` of ${years}`} to count for you${group === null ? '' : `, of the group ${group}`}`,
  years: (first: string, last: string) => (first === last ? first : `${first} to ${last}`),
  offerChoices: (user: string) =>
    `Refuse with \`whist claim drop ${user}\`, and hear no more with \`whist block ${user}\`.`,
  offered: (name: string, claimant: string) =>
    `You have offered the games of the guest ${name}; ${claimant} has to agree.`,
  disowned: (game: string) => `Game ${game} does not count for you any more. A guest has your seat.`,
  theGuest: (name: string) => `the guest ${name}`,
  askedYourself: (whose: string, claimant: string) =>
    `You wrote ${whose} down yourself: \`whist claim approve ${claimant}\` takes the games over.`,
  asked: (whose: string, { decider, claimant }: { readonly decider: string; readonly claimant: string }) =>
    `You have asked for the games of ${whose}; ${decider} has to agree: \`whist claim approve ${claimant}\`.`,
  none:
    'No claim is open. `whist claim guest GAME NAME` asks for the games you played as a guest, ' +
    '`whist claim account USER` for those of another account of yours.',
  toDecide: 'For you to decide, with `whist claim approve CLAIM` or `whist claim drop CLAIM`:',
  youAsked: 'You have asked for:',
  waitingFor: (whose: string, decider: string) => `${whose}, and wait for ${decider}.`,
  approved: (games: number, { from, to }: { readonly from: string; readonly to: string }) =>
    `${games === 1 ? '1 game' : `${games} games`} of ${from} went over to ${to}.`,
  dropped: 'The claim is dropped; no game has moved.',
  notFound: (text: string) => `There is no claim of ${text} for you to decide about; see \`whist claim\`.`,
  ambiguous: (text: string, ids: readonly string[]) =>
    `${text} asks for several; name one by its id: ${ids.join(', ')}.`,
};

/** The words about users and groups that are blocked. */
export const block = {
  blocked: (name: string) => `${name} is blocked and is not told. \`whist unblock ${name}\` ends it.`,
  unblocked: (name: string) => `${name} can reach you again.`,
  notFound: (name: string) => `There is no user and no group of yours called ${name}.`,
  none: 'You have blocked nobody.',
  group: (name: string) => `the group ${name}`,
};

/** Games that a host offers to an account. */
interface Offered {
  readonly games: number;
  readonly years: string | null;
  readonly group: string | null;
}
