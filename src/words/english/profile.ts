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
  usual: 'as usual',
  nothingGiven: 'Say what to change, as in `whist profile set --display-name NAME`.',

  sessionHead: ['session', 'terminal', 'address', 'logged in', 'last used'],
  unnamed: 'unnamed',
  here: 'this terminal',
  sessionEnded: (terminal: string) => `${terminal} is logged out.`,
  severalSessions: (text: string) => `Several sessions begin with ${text}; write more of it.`,
};
