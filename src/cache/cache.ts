import type { Delays, SessionCache, UserNewsChannel } from '../accounts/index.ts';
import type { RoomCache, RoomNewsChannel, Whereabouts } from '../rooms/index.ts';
import type { Broadcasts, Limits } from '../server/index.ts';

/** The fast copies, and the news between nodes. Everything in it may be lost at any moment. */
export interface Cache {
  readonly rooms: RoomCache;
  readonly roomNews: RoomNewsChannel;
  readonly whereabouts: Whereabouts;
  readonly sessions: SessionCache;
  readonly userNews: UserNewsChannel;
  readonly broadcasts: Broadcasts;
  readonly limits: Limits;
  readonly delays: Delays;
  /** Whether the other nodes can be heard now. */
  isUp(): boolean;
  /** Calls back whenever they can be heard again, after news may have been lost. */
  onReturn(listener: () => void): void;
  close(): Promise<void>;
}
