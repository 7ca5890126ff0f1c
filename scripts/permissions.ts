import { methods, type Method, type Reason } from '../src/protocol/index.ts';

/** The people who may ask, as one game of a group knows them. */
export const roles = {
  loggedOut: 'not logged in',
  stranger: 'a stranger with an account',
  watcher: 'a watcher of the game',
  player: 'a player, in the group',
  guestsHost: 'a player who named the guest',
  host: 'the host, who owns the group',
  former: 'a former member of the group',
  operator: 'the operator, by token',
} as const;
export type Role = keyof typeof roles;

const outsiders: readonly Role[] = ['stranger', 'former'];
const unseated: readonly Role[] = [...outsiders, 'watcher'];

/** The refusal that somebody gets because of who they are; null if they may use the method. */
export function refusalFor({ access, about }: Pick<Method, 'access' | 'about'>, role: Role): Reason | null {
  if (access === 'operator') return role === 'operator' ? null : 'not_operator';
  if (access === 'anybody') return null;
  if (role === 'loggedOut' || role === 'operator') return 'unauthenticated';
  switch (about) {
    case 'room':
      if (access === 'user' || role === 'host') return null;
      if (outsiders.includes(role)) return 'not_in_room';
      if (access === 'member') return null;
      if (role === 'watcher') return 'not_seated';
      return access === 'host' ? 'not_host' : null;
    case 'game':
      return unseated.includes(role) ? 'game_not_found' : null;
    case 'group':
      return unseated.includes(role) ? 'group_not_found' : null;
    case 'owner':
      if (unseated.includes(role)) return 'group_not_found';
      return role === 'host' ? null : 'not_owner';
    case 'guest':
      return role === 'guestsHost' ? null : 'claim_not_found';
    case 'self':
    case 'player':
    case 'server':
      return null;
    default: {
      const never: never = about;
      return never;
    }
  }
}

const things: Readonly<Record<Method['about'], string>> = {
  self: 'their own things',
  room: 'a room',
  game: 'a game',
  group: 'a group',
  owner: 'a group, as its owner',
  guest: 'the games of a guest',
  player: 'players they may see',
  server: 'the server',
};

/** Every method and every role, as a table in Markdown. */
export function permissionsTable(): string {
  const names = Object.keys(roles) as Role[];
  const rows = Object.entries<Method>(methods).map(([name, method]) => [
    `\`${name}\``,
    things[method.about],
    ...names.map((role) => {
      const reason = refusalFor(method, role);
      return reason === null ? 'yes' : `\`${reason}\``;
    }),
  ]);
  const head = ['method', 'about', ...Object.values(roles)];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
