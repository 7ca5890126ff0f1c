/** The words about the account of a person, and their sessions. */
export const profile = {
  displayName: 'Name',
  username: 'User name',
  email: 'Email address',
  avatarUrl: 'Picture',
  since: 'Since',
  theme: 'Colours',
  language: 'Language',
  yourTurn: 'Your turn',
  gameOver: 'Games that ended',
  claims: 'Claims',
  usual: 'as usual',
  nothingGiven: 'Say what to change, as in `whist profile set --display-name NAME`.',

  notices: {
    yourTurn: (code: string) => `It is your turn in room ${code}.`,
    corrected: (code: string) => `A round of game ${code} was corrected.`,
    correctedBy: (code: string, name: string) => `${name} corrected a round of game ${code}.`,
    over: (code: string) => `Game ${code} is over.`,
    closed: (code: string) => `The operator closed room ${code}.`,
    abandoned: (code: string) => `Game ${code} was ended, because nobody played for a long time.`,
    claimAsked: (name: string) => `${name} asks for games: \`whist claim list\` shows the claim.`,
    claimApproved: (name: string, games: number) =>
      `${name} agreed to your claim. ${games === 1 ? 'One game is' : `${games} games are`} yours now.`,
    groupAdded: (name: string, group: string) => `${name} added you to the group ${group}.`,
    accountChanged: (fields: string) => `Your account was changed on another terminal: ${fields}.`,
    accountChangedByOperator: (fields: string) => `The operator changed your account: ${fields}.`,
    fields: {
      displayName: 'name',
      username: 'user name',
      email: 'email address',
      avatarUrl: 'picture',
      preferences: 'wishes',
      password: 'password',
    },
    somebody: 'Somebody',
    more: (sentence: string, count: number) => `${sentence} (${count} more: whist notices)`,
    waiting: (count: number) =>
      `${count === 1 ? 'One notice waits' : `${count} notices wait`} for you: \`whist notices\``,
    none: 'There is no news.',
  },

  sessionHead: ['session', 'terminal', 'address', 'logged in', 'last used'],
  unnamed: 'unnamed',
  here: 'this terminal',
  sessionEnded: (terminal: string) => `${terminal} is logged out.`,
  severalSessions: (text: string) => `Several sessions begin with ${text}; write more of it.`,
};
