import { foldedName, type Profile, type User } from '../../src/protocol/index.ts';
import type {
  AccountStore,
  CommandStore,
  EndedSession,
  NewAccount,
  NewSession,
  Passwords,
} from '../../src/accounts/index.ts';

interface Account {
  user: User;
  email: string;
  passwordHash: string;
  isActive: boolean;
  codeHash: string | null;
}

type Session = { -readonly [K in keyof NewSession]: NewSession[K] } & { spent: string[]; isLive: boolean };

/** The error of a name or an address that is taken. */
class Taken extends Error {
  readonly reason;
  constructor(reason: 'username_taken' | 'email_taken') {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Keeps accounts in this process: as much of the store as the services ask for, without its transactions and times.
 * Tests on both databases say how the real one behaves; this one is for tests that run very often.
 */
export function createAccountMemory() {
  const memory = openMemory();
  const { accounts, sessions, groups } = memory;
  const change = (userId: string, changes: Partial<Account>) =>
    void Object.assign(accounts.get(userId) ?? {}, changes);
  return {
    store: { ...accountStore(memory), ...sessionStore(memory) },
    commands: createCommandMemory(),
    disable: (userId: string) => change(userId, { isActive: false }),
    giveCode: (userId: string, codeHash: string) => change(userId, { codeHash }),
    giveGroup: (userId: string, group: Group) => void groups.set(userId, [group]),
    sessions: () => [...sessions.values()],
  };
}

interface Group {
  readonly groupId: string;
  readonly name: string;
}

/** All accounts and sessions, and the questions that several methods ask. */
function openMemory() {
  const accounts = new Map<string, Account>();
  const sessions = new Map<string, Session>();
  const all = () => [...accounts.values()];
  const named = (name: string) => all().find(({ user }) => foldedName(user.username) === foldedName(name));
  const addressed = (email: string) => all().find((one) => one.email === email);
  const endedOf = ({ id, refreshHash, accessJti }: Session): EndedSession => ({ id, refreshHash, accessJti });
  return {
    accounts,
    sessions,
    /** The groups that users own. */
    groups: new Map<string, Group[]>(),
    named,
    addressed,
    active: (userId: string) => (accounts.get(userId)?.isActive ? accounts.get(userId) : undefined),
    endedOf,
    endAll(userId: string): EndedSession[] {
      const ended = [...sessions.values()].filter((one) => one.userId === userId && one.isLive);
      for (const one of ended) one.isLive = false;
      return ended.map(endedOf);
    },
    begin: (session: NewSession): void =>
      void sessions.set(session.id, { ...session, spent: [], isLive: true }),
    /** Why somebody, except one account, cannot have these. */
    fault({ user: { username }, email }: Pick<NewAccount, 'user' | 'email'>, except?: Account) {
      const isOther = (found: Account | undefined) => found !== undefined && found !== except;
      if (isOther(named(username))) return 'username_taken' as const;
      return isOther(addressed(email)) ? ('email_taken' as const) : null;
    },
  };
}
type Memory = ReturnType<typeof openMemory>;

type SessionStore = Pick<
  AccountStore,
  'addSession' | 'resume' | 'rotate' | 'revoke' | 'sessionsOf' | 'endedOf' | 'forgetExpired'
>;

function sessionStore({ accounts, sessions, active, endedOf, begin }: Memory): SessionStore {
  const isLive = (session: Session | undefined): session is Session =>
    session !== undefined && session.isLive && active(session.userId) !== undefined;
  return {
    async addSession(session) {
      if (active(session.userId)) begin(session);
      return active(session.userId) !== undefined;
    },
    async resume(sessionId, address) {
      const session = sessions.get(sessionId);
      if (!isLive(session)) return null;
      session.address = address;
      return accounts.get(session.userId)?.user ?? null;
    },
    async rotate(refreshHash, next) {
      for (const session of sessions.values()) {
        const { id: sessionId, userId } = session;
        const user = active(userId)?.user;
        if (!user || !isLive(session)) continue;
        if (session.refreshHash === refreshHash) {
          Object.assign(session, next, { spent: [...session.spent, refreshHash] });
          return { sessionId, user };
        }
        if (!session.spent.includes(refreshHash)) continue;
        session.isLive = false;
        return { stolen: { ...endedOf(session), userId } };
      }
      return null;
    },
    async revoke(sessionId, userId) {
      const session = sessions.get(sessionId);
      if (!session?.isLive || session.userId !== userId) return null;
      session.isLive = false;
      return endedOf(session);
    },
    async sessionsOf(userId) {
      const live = [...sessions.values()].filter((one) => one.userId === userId && one.isLive);
      return live.map(({ id, terminal, address }) => ({
        id,
        terminal,
        address,
        createdAt: '',
        lastSeen: '',
      }));
    },
    endedOf: async (ids) => ids.filter((id) => !sessions.get(id)?.isLive),
    forgetExpired: async () => undefined,
  };
}

function accountStore(memory: Memory): Omit<AccountStore, keyof SessionStore> {
  const { accounts, groups, named, addressed, active, endAll, begin, fault } = memory;
  function profile(userId: string): Profile {
    const { user, email } = accounts.get(userId) ?? { user: null, email: '' };
    return { user, email } as unknown as Profile;
  }
  return {
    async register(account, session) {
      const taken = fault(account);
      if (taken) return taken;
      accounts.set(account.user.id, { ...account, isActive: true, codeHash: null });
      begin(session);
      return 'registered';
    },
    async findByLogin(login) {
      const found = login.includes('@') ? addressed(login) : named(login);
      return found ? { user: found.user, passwordHash: found.passwordHash } : null;
    },
    profile: async (userId) => profile(userId),
    async update(userId, { username, displayName, email }) {
      const account = accounts.get(userId);
      if (!account) throw new Error('there is an account');
      const { user } = account;
      const names = { username: username ?? user.username, displayName: displayName ?? user.displayName };
      const changed = { user: { ...user, ...names }, email: email ?? account.email };
      const taken = fault(changed, account);
      if (taken) throw new Taken(taken);
      Object.assign(account, changed);
      return profile(userId);
    },
    takenBy: (error) => (error instanceof Taken ? error.reason : null),
    async changePassword(passwordHash, session) {
      Object.assign(accounts.get(session.userId) ?? {}, { passwordHash });
      const ended = endAll(session.userId);
      begin(session);
      return ended;
    },
    async findByCode(username, codeHash) {
      const account = named(username);
      return account?.isActive && account.codeHash === codeHash ? account.user.id : null;
    },
    async resetPassword({ userId, codeHash, passwordHash }) {
      const account = active(userId);
      if (account?.codeHash !== codeHash) return null;
      Object.assign(account, { passwordHash, codeHash: null });
      return endAll(userId);
    },
    passwordHash: async (userId) => active(userId)?.passwordHash ?? null,
    async delete(userId) {
      const owns = groups.get(userId) ?? [];
      if (!active(userId)) return 'gone';
      if (owns.length > 0) return { owns };
      const ended = endAll(userId);
      accounts.delete(userId);
      return { ended, rooms: ['ABC234'] };
    },
  };
}

function createCommandMemory(): CommandStore {
  const results = new Map<string, unknown>();
  const keyOf = ({ senderId, commandId }: { senderId: string; commandId: string | undefined }) =>
    `${senderId} ${commandId}`;
  return {
    async once(command, work) {
      const key = keyOf(command);
      if (results.has(key)) return { result: results.get(key) as never, isFirst: false };
      const outcome = await work();
      if ('refused' in outcome) return outcome;
      if (command.commandId !== undefined) results.set(key, outcome.result);
      return { ...outcome, isFirst: true };
    },
    find: async (command) => (results.has(keyOf(command)) ? { result: results.get(keyOf(command)) } : null),
    forgetOld: async () => undefined,
  };
}

/** Passwords that are not hashed, and a line that can be full. */
export function createPlainPasswords() {
  const compared: (string | null)[] = [];
  let isBusy = false;
  const passwords: Passwords = {
    hash: async (password) => (isBusy ? { error: 'busy' } : { ok: `hash of ${password}` }),
    async matches(password, hash) {
      compared.push(hash);
      return isBusy ? { error: 'busy' } : { ok: hash === `hash of ${password}` };
    },
    close: async () => undefined,
  };
  return { passwords, compared, setBusy: (busy: boolean) => (isBusy = busy) };
}
