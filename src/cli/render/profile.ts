import type { OpenSession, Profile } from '../../protocol/index.ts';
import { words } from '../../words/index.ts';
import { standardPaper } from './paper.ts';
import { table } from './table.ts';

const say = words.profile;

/** The account of a person, one fact a line. */
export function profileText({ user, email, avatarUrl, preferences, createdAt }: Profile): string {
  const { theme, language, visible, notifications } = preferences;
  const rows = [
    [say.displayName, user.displayName],
    [say.username, user.username],
    [say.email, email],
    ...(avatarUrl === null ? [] : [[say.avatarUrl, avatarUrl]]),
    [say.since, dayOf(createdAt)],
    [say.theme, theme ?? say.usual],
    [say.language, language ?? say.usual],
    [say.visible, visible === undefined ? say.usual : say.visibleTo[visible]],
    [say.yourTurn, notifications?.yourTurn ?? say.usual],
    [say.gameOver, notifications?.gameOver ?? say.usual],
    [say.claims, notifications?.claims ?? say.usual],
  ];
  return table(rows, { paper: standardPaper() });
}

/** The sessions of a person, one a line. */
export function sessionList(sessions: readonly OpenSession[]): string {
  const rows = sessions.map(({ id, terminal, address, createdAt, lastSeen, current }) => [
    id.slice(0, enough),
    terminal ?? say.unnamed,
    address ?? '',
    minuteOf(createdAt),
    minuteOf(lastSeen),
    current ? say.here : '',
  ]);
  return table([[...say.sessionHead, ''], ...rows], { paper: standardPaper(), least: [2, 3] });
}

/** So much of the id of a session says which one it is: its moment and some chance. */
const enough = 18; // characters

export const dayOf = (moment: string) => moment.slice(0, 10);
export const minuteOf = (moment: string) => moment.slice(0, 16).replace('T', ' ');
