import { roles, type Role } from './permissions.ts';

/** Something that an answer may hold, and the people who may read it. */
interface Readable {
  readonly title: string;
  readonly by: readonly Role[];
}

const atTheTable: readonly Role[] = ['player', 'guestsHost', 'host'];
const loggedIn: readonly Role[] = ['stranger', 'watcher', ...atTheTable, 'former'];

/** Everything that is kept from somebody. */
export const readable = {
  roomState: { title: 'the state of a room', by: ['watcher', ...atTheTable] },
  roomCode: { title: 'the code of a room that is in use', by: ['watcher', ...atTheTable, 'operator'] },
  finishedGame: { title: 'a finished game, its log, its code and its id', by: atTheTable },
  ownGame: { title: 'a finished game that the former member played', by: [...atTheTable, 'former'] },
  // A former member keeps the notice of the invitation.
  groupName: { title: 'the name of a group', by: [...atTheTable, 'former', 'operator'] },
  group: { title: 'the members and the figures of a group', by: atTheTable },
  openPage: { title: 'the figures of a player who shows them to everybody', by: loggedIn },
  playedPage: { title: 'the figures of a player who shows them to people they played with', by: ['player'] },
  hiddenPage: { title: 'the figures of a player who shows them to nobody', by: [] },
  email: { title: 'the email address of the host', by: ['host', 'operator'] },
  wishes: { title: 'the wishes of the host', by: ['host'] },
  session: { title: 'the sessions of the host', by: ['host', 'operator'] },
  notice: { title: 'a notice for the host', by: ['host'] },
  claim: { title: 'a claim to the games of a guest', by: ['guestsHost'] },
  audit: { title: 'the log of what operators did', by: ['operator'] },
} as const satisfies Readonly<Record<string, Readable>>;
export type Thing = keyof typeof readable;

/** Everything that is kept from somebody, and every role, as a table in Markdown. */
export function readableTable(): string {
  const names = Object.keys(roles) as Role[];
  const rows = Object.values<Readable>(readable).map(({ title, by }) => [
    title,
    ...names.map((role) => (by.includes(role) ? 'yes' : '–')),
  ]);
  const head = ['what', ...Object.values(roles)];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
