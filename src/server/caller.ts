import { randomUUID } from 'node:crypto';
import type { Identity } from '../accounts/index.ts';
import { notificationText, type CloseCode, type Notice, type User } from '../protocol/index.ts';
import type { Member } from '../rooms/index.ts';
import type { Terminal, Terminals } from './terminals.ts';

/** The time in which somebody must log in on a socket. */
const loginWithin = 5_000; // ms

/** The user who is logged in on a socket, if anybody is. */
export interface Caller {
  readonly identity: Identity | null;
  /** The address of the other side. */
  readonly address: string;
  /** Logs the socket in; null logs it out. */
  identify(identity: Identity | null): Promise<void>;
  /** Whether a user has a place for this socket, so that none of their others has to give way. */
  hasPlace(userId: string): boolean;
  /** An operator works on this socket: nobody has to log in. */
  stay(): void;
  /** Sends a notice to this socket. */
  notify(notice: Notice): void;
  /** The socket as a terminal in a room; null while nobody is logged in. */
  readonly member: Member | null;
}

export interface CallerOptions {
  readonly address: string;
  readonly send: (frame: string | Uint8Array) => void;
  readonly close: (code: CloseCode) => void;
  /** Somebody is logged in on the socket now, or nobody any longer. */
  readonly admit: (isLoggedIn: boolean) => void;
  /** Nobody has logged in in time. */
  readonly late: () => void;
  readonly terminals: Pick<Terminals, 'add' | 'remove' | 'hasPlace'>;
  /** Called when a member is gone: the socket has closed, or the member is not logged in on it any more. */
  readonly gone: (member: Member) => Promise<void>;
}

/** The caller of one socket. `leave` ends it when the socket has closed. */
export function createCaller({ address, send, close, admit, late, terminals, gone }: CallerOptions) {
  const id = randomUUID();
  let identity: Identity | null = null;
  let member: Member | null = null;
  let terminal: Terminal | null = null;
  let deadline = setTimeout(late, loginWithin);

  /** The member has the names that the user has now. */
  const memberFor = (first: User): Member => ({
    id,
    send,
    get user() {
      return identity?.user ?? first;
    },
  });

  function rename(user: User) {
    if (identity?.userId === user.id) identity = { ...identity, user };
  }

  /** Until it has closed it is a stranger again: a user cannot hold more handles with sockets that close slowly. */
  function giveWay() {
    admit(false);
    close(1013);
  }

  const caller: Caller = {
    address,
    get identity() {
      return identity;
    },
    get member() {
      return member;
    },
    hasPlace: (userId) => identity?.userId === userId || terminals.hasPlace(userId),
    stay: () => clearTimeout(deadline),
    notify: (notice) => send(notificationText('user.notice', JSON.stringify(notice))),
    async identify(next) {
      clearTimeout(deadline);
      if (terminal) terminals.remove(terminal);
      terminal = next && { id, identity: next, send, close, rename, giveWay };
      if (member && next?.user.id !== member.user.id) {
        await gone(member);
        member = null;
      }
      if ((identity === null) !== (next === null)) admit(next !== null);
      identity = next;
      if (next) member ??= memberFor(next.user);
      else deadline = setTimeout(late, loginWithin);
      if (terminal) terminals.add(terminal);
    },
  };

  async function leave(): Promise<void> {
    clearTimeout(deadline);
    if (terminal) terminals.remove(terminal);
    if (member) await gone(member);
    member = null;
  }

  return { caller, leave };
}
