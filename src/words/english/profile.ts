/** The words about the account of a person, and their sessions. */
export const profile = {
  displayName: 'Name',
  username: 'User name',
  email: 'Email address',
  avatarUrl: 'Picture',
  since: 'Since',
  theme: 'Colours',
  language: 'Language',
  visible: 'Visible to',
  visibleTo: { everybody: 'everybody', played: 'people you played with', nobody: 'nobody' },
  yourTurn: 'Your turn',
  gameOver: 'Games that ended',
  claims: 'Claims',
  usual: 'as usual',
  nothingGiven: 'Say what to change, as in `whist profile set --display-name NAME`.',

  /** Logging in, passwords, and leaving. */
  entering: {
    askLogin: 'User name or email address',
    askUsername: 'User name (letters, digits, - and _)',
    askEmail: 'Email address',
    askDisplayName: 'Name the others see',
    askFirstPassword: 'Password (8 characters or more)',
    askPasswordNow: 'Current password',
    askNewPassword: 'New password (8 characters or more)',
    askPasswordAgain: 'The same password again',
    askNewPasswordAgain: 'The same new password again',
    loggedIn: ({ displayName, username }: { readonly displayName: string; readonly username: string }) =>
      `Logged in as ${displayName} (${username}).`,
    loggedOut: 'Logged out.',
    loggedOutInstead: (person: string) =>
      `${person} is logged out on this machine. Several people can stay logged in: give each a name with --profile NAME.`,
    passwordChanged: 'Your password is changed. All your other devices are logged out.',
    beforeDeleting:
      'This deletes your account for ever. Your games stay, with the name “Former player”. `whist export` saves a copy of them first.',
    askToConfirm: (username: string) => `Type the user name ${username} to confirm`,
    deleted: (username: string) => `The account ${username} is deleted.`,
    handOver: (name: string, typed: string) => `  ${name}: \`whist group transfer ${typed} USER\``,
    welcome: (name: string, options: string) =>
      `Welcome, ${name}. Open a room with \`whist create${options}\`, or join one with \`whist join CODE${options}\`.`,
  },

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
    claimOffered: (name: string) =>
      `${name} wants games to count for you: \`whist claim list\` shows them, and you agree or refuse.`,
    seatOffered: (name: string, code: string) =>
      `${name} wants you to play in game ${code}: \`whist join ${code}\` takes the seat.`,
    claimAccepted: (name: string, games: number) =>
      `${name} agreed: ${games === 1 ? 'one game counts' : `${games} games count`} now.`,
    gameDisowned: (name: string, code: string) =>
      `${name} did not play in game ${code}. A guest has the seat now.`,
    groupInvited: (name: string, group: string) =>
      `${name} invites you to the group ${group}: \`whist group accept "${group}"\` or \`whist group decline "${group}"\`.`,
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
