import type { AccountLine, AccountPage, OpenRoom, OperatorAction } from '../../protocol/index.ts';
import { words } from '../../words/index.ts';
import { standardPaper } from './paper.ts';
import { dayOf, minuteOf, sessionList } from './profile.ts';
import { table } from './table.ts';

const say = words.hosting.admin;

/** Accounts, one a line. */
export function accountList(users: readonly AccountLine[]): string {
  if (users.length === 0) return say.noUsers;
  const rows = users.map(({ user, email, isActive, createdAt, lastActive }) => [
    user.username,
    user.displayName,
    email,
    dayOf(createdAt),
    minuteOf(lastActive),
    isActive ? '' : say.disabledMark,
  ]);
  return table([[...say.userHead, ''], ...rows], { paper: standardPaper(), least: [3, 1] });
}

/** One account with its groups and sessions. */
export function accountText(account: AccountPage): string {
  const { user, email, isActive, createdAt, lastActive, groups, games, sessions } = account;
  const facts = [
    [words.profile.displayName, user.displayName],
    [words.profile.username, user.username],
    [words.profile.email, email],
    [words.profile.since, dayOf(createdAt)],
    [say.lastActive, minuteOf(lastActive)],
    ...(isActive ? [] : [[say.state, say.disabledMark]]),
    [say.games, say.gameCounts(games)],
    ...groups.map(({ name, role }) => [say.group, role === 'owner' ? say.ownedGroup(name) : name]),
  ];
  const paper = standardPaper();
  return [table(facts, { paper }), ...(sessions.length > 0 ? ['', sessionList(sessions)] : [])].join('\n');
}

/** Open rooms, one a line. */
export function roomList(rooms: readonly OpenRoom[]): string {
  if (rooms.length === 0) return say.noRooms;
  const rows = rooms.map(({ code, status, round, players, createdAt, lastAction }) => [
    code,
    status === 'waiting' ? say.lobby : String(round),
    players.map(({ displayName }) => displayName).join(', '),
    dayOf(createdAt),
    minuteOf(lastAction),
  ]);
  return table([say.roomHead, ...rows], { paper: standardPaper(), least: [3] });
}

/** The audit log, one action a line. */
export function actionList(actions: readonly OperatorAction[]): string {
  if (actions.length === 0) return say.noActions;
  const rows = actions.map(({ at, method, subject, details, tokenId }) => [
    minuteOf(at),
    method.replace('admin.', ''),
    subject ?? '',
    detailsText(details),
    tokenId ?? '',
  ]);
  return table([say.actionHead, ...rows], { paper: standardPaper(), least: [4] });
}

/** `sessions 2`; the id of the account says nothing to a person. */
function detailsText(details: object): string {
  return Object.entries(details)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .filter(([name]) => name !== 'userId')
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}
