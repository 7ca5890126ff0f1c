import type { Notice } from '../protocol/index.ts';

/** The fields that all new notices have. */
interface About<Kind extends Notice['kind']> {
  readonly kind: Kind;
  /** The user it concerns. Guests and closed accounts get none. */
  readonly userId: string;
  /** The user who did it; null if it was the operator, or time. */
  readonly byId: string | null;
}

/** A notice that is not stored yet. Names and codes are looked up when it is read. */
export type NewNotice =
  | (About<'your_turn' | 'game_corrected' | 'game_disowned'> & { readonly gameId: string })
  | (About<'game_over'> & {
      readonly gameId: string;
      readonly details: Pick<Extract<Notice, { kind: 'game_over' }>, 'reason'>;
    })
  | (About<'claim_asked'> & { readonly claimId: string })
  | (About<'claim_offered'> & {
      readonly claimId: string;
      /** The room code of the game that is being played; null if none is. */
      readonly details: { readonly code: string | null };
    })
  | (About<'claim_approved' | 'claim_accepted'> & { readonly details: { readonly games: number } })
  | (About<'group_invited'> & { readonly groupId: string })
  | (About<'account_changed'> & {
      /** The session that did it. It is not told. */
      readonly sessionId: string | null;
      readonly details: Pick<Extract<Notice, { kind: 'account_changed' }>, 'changed'>;
    });

/** A stored notice, and the user it concerns. */
export interface StoredNotice {
  readonly userId: string;
  /** The session that does not get it; null if all do. */
  readonly sessionId: string | null;
  readonly notice: Notice;
}

/** The user who asks, in one of their sessions. */
export interface Reader {
  readonly userId: string;
  readonly sessionId: string;
}

/** Stores notices. */
export interface NoticeStore {
  /**
   * Adds notices, without those that their users do not wish, and without claims and invitations of users and
   * groups they have blocked. A notice of the same kind about the same game,
   * group or claim takes the place of the earlier one. Returns those that were added.
   */
  add(notices: readonly NewNotice[]): Promise<StoredNotice[]>;
  /** The notices of a user, the newest first, without those of this session. `before` is the id of one. */
  list(
    reader: Reader,
    page: { readonly isUnread: boolean; readonly before: string | null; readonly limit: number },
  ): Promise<Notice[]>;
  /** Marks notices as read: those with these ids, or all if it is null. Returns how many are still unread. */
  read(reader: Reader, ids: readonly string[] | null): Promise<number>;
  /** It is no longer news to a user that it is their turn in a game: they are at the table. */
  forgetTurn(userId: string, gameId: string): Promise<void>;
  /** Deletes notices that are 90 days old. */
  forgetOld(): Promise<void>;
}
