import type { Notice, Params } from '../protocol/index.ts';
import type { NewNotice, NoticeStore, Reader, StoredNotice } from './ports.ts';

/** The most notices that are sent again after a login. */
const afterLogin = 20;

export interface NoticesOptions {
  readonly store: NoticeStore;
  /** Brings a stored notice to the terminals of its user, on every node. */
  readonly tell: (notice: StoredNotice) => void;
  /** Gets every error. */
  readonly report: (error: unknown) => void;
}

export type Notices = ReturnType<typeof createNotices>;

/** News that concerns single users. It is stored first, and then brought to their terminals. */
export function createNotices({ store, tell, report }: NoticesOptions) {
  const told = (notices: readonly StoredNotice[]) => notices.forEach(tell);

  return {
    /** Stores notices. Call it in the transaction of the change; call `told` after the commit. */
    add: (notices: readonly NewNotice[]): Promise<StoredNotice[]> => store.add(notices.filter(isNews)),
    /** Brings stored notices to the terminals of their users. */
    told,
    /** Stores notices of a change that is saved already, and tells them. It never waits and never fails. */
    tell(notices: readonly NewNotice[]): void {
      const news = notices.filter(isNews);
      if (news.length === 0) return;
      store.add(news).then(told).catch(report);
    },
    /** A player has come to the table of a game. It never waits and never fails. */
    atTable: (userId: string, gameId: string): void => void store.forgetTurn(userId, gameId).catch(report),
    async list(
      reader: Reader,
      { unread = false, before, limit = 20 }: Params<'notice.list'>,
    ): Promise<{ notices: Notice[]; next: string | null }> {
      const found = await store.list(reader, { isUnread: unread, before: before ?? null, limit: limit + 1 });
      const notices = found.slice(0, limit);
      return { notices, next: found.length > limit ? (notices.at(-1)?.id ?? null) : null };
    },
    async read(reader: Reader, { ids }: Params<'notice.read'>): Promise<{ unread: number }> {
      return { unread: await store.read(reader, ids ?? null) };
    },
    /** Sends a terminal the notices that its user has not read yet, the oldest first. It never waits and never fails. */
    sendWaiting(reader: Reader, send: (notice: Notice) => void): void {
      store
        .list(reader, { isUnread: true, before: null, limit: afterLogin })
        .then((waiting) => waiting.toReversed().forEach(send))
        .catch(report);
    },
  };
}

/** Nobody is told what they did themselves, unless it was in another session. */
function isNews(notice: NewNotice): boolean {
  return notice.userId !== notice.byId || 'sessionId' in notice;
}

/** The news that finished games are offered to accounts; for each claim one notice. */
export function offersTold(
  offers: readonly { readonly userId: string; readonly claimId: string | null }[],
  byId: string,
): NewNotice[] {
  const claims = new Map(
    offers.flatMap(({ userId, claimId }) => (claimId === null ? [] : [[claimId, userId]])),
  );
  return [...claims].map(([claimId, userId]) => ({
    kind: 'claim_offered',
    userId,
    byId,
    claimId,
    details: { code: null },
  }));
}
