import type { Accounts, Identity, UserNews } from '../accounts/index.ts';
import { notificationText, type CloseCode, type User } from '../protocol/index.ts';
import type { Whereabouts } from '../rooms/index.ts';

/** A socket that somebody is logged in on. */
export interface Terminal {
  readonly id: string;
  readonly identity: Identity;
  send(frame: string | Uint8Array): void;
  close(code: CloseCode): void;
  /** The user has other names now. */
  rename(user: User): void;
  /** A newer socket of the user takes the place of this one. */
  giveWay(): void;
}

/** Sockets of one user on one node. A person has a few terminals; the rest of the handles is for others. */
export const mostOfUser = 32;

export type Terminals = ReturnType<typeof createTerminals>;

/**
 * The terminals of this node, at most so many of each user. When a session ends anywhere, its sockets on this node are
 * closed.
 */
export function createTerminals(
  accounts: Pick<Accounts, 'watch' | 'endedOf'>,
  whereabouts: Whereabouts,
  most: number,
) {
  const users = new Map<string, { readonly terminals: Set<Terminal>; readonly unwatch: () => void }>();
  const copyOf = ({ id, identity: { userId } }: Terminal) => ({ id, userId });
  const all = () => [...users.values()].flatMap(({ terminals }) => [...terminals]);

  function hear(terminals: Iterable<Terminal>, news: UserNews) {
    if ('ended' in news) return close(terminals, news.ended);
    if ('user' in news) for (const terminal of terminals) terminal.rename(news.user);
    if ('notice' in news) notify(terminals, news);
  }

  function notify(
    terminals: Iterable<Terminal>,
    { notice, sessionId }: Extract<UserNews, { notice: unknown }>,
  ) {
    const frame = Buffer.from(notificationText('user.notice', JSON.stringify(notice)));
    for (const { identity, send } of terminals) if (identity.sessionId !== sessionId) send(frame);
  }

  function close(terminals: Iterable<Terminal>, ended: readonly string[]) {
    for (const terminal of terminals) if (ended.includes(terminal.identity.sessionId)) terminal.close(4401);
  }

  function userOf(userId: string) {
    const known = users.get(userId);
    if (known) return known;
    const terminals = new Set<Terminal>();
    const user = { terminals, unwatch: accounts.watch(userId, (news) => hear(terminals, news)) };
    users.set(userId, user);
    return user;
  }

  function remove(terminal: Terminal): void {
    const { userId } = terminal.identity;
    const user = users.get(userId);
    if (!user?.terminals.delete(terminal)) return;
    whereabouts.offline(copyOf(terminal));
    if (user.terminals.size > 0) return;
    user.unwatch();
    users.delete(userId);
  }

  return {
    /** If the user has too many, the oldest one gives way. */
    add(terminal: Terminal): void {
      const { terminals } = userOf(terminal.identity.userId);
      terminals.add(terminal);
      whereabouts.online(copyOf(terminal), new Date());
      const [oldest] = terminals;
      if (!oldest || terminals.size <= most) return;
      remove(oldest);
      oldest.giveWay();
    },
    remove,
    /** Whether a user may have another one without closing the oldest. */
    hasPlace: (userId: string): boolean => (users.get(userId)?.terminals.size ?? 0) < most,
    /** The number of users with a terminal here. */
    users: (): number => users.size,
    /** Sends a notification to every terminal. */
    tell(method: 'admin.broadcast', params: object): void {
      const frame = Buffer.from(notificationText(method, JSON.stringify(params)));
      for (const { send } of all()) send(frame);
    },
    /** Notes that the sockets are alive. */
    alive: (): void => whereabouts.alive(all().map(copyOf)),
    /** Asks which sessions have ended, because the news of it may be lost. */
    async recheck(): Promise<void> {
      const sessions = new Set(all().map(({ identity }) => identity.sessionId));
      if (sessions.size === 0) return;
      const ended = await accounts.endedOf([...sessions]);
      // Meanwhile a socket may have begun another session, with another password.
      close(all(), ended);
    },
  };
}
