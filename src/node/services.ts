import {
  createAccounts,
  createBlocks,
  createClaims,
  createPasswords,
  createTokens,
} from '../accounts/index.ts';
import type { Cache } from '../cache/index.ts';
import type { Config } from '../config/load.ts';
import { createGroups } from '../groups/index.ts';
import { createHistory } from '../history/index.ts';
import { createNotices } from '../notices/index.ts';
import { createOperator } from '../operator/index.ts';
import { createRooms, type RoomsOptions } from '../rooms/index.ts';
import { createSheets } from '../sheets/index.ts';
import type { Storage } from '../storage/index.ts';

export interface ServicesOptions extends Pick<RoomsOptions, 'now' | 'newCode' | 'graceMs' | 'report'> {
  readonly storage: Storage;
  readonly cache: Cache;
  readonly secret: Uint8Array;
  /** The people who see a player that has not chosen any. */
  readonly visible: Config['visible'];
  /** Saves the changes of rooms. */
  readonly commit: Storage['rooms']['commit'];
}

/** Gives every service its part of the storage and of the cache. */
export function createServices({ storage, cache, secret, visible, commit, ...options }: ServicesOptions) {
  const tokens = createTokens(secret);
  const passwords = createPasswords();
  const accounts = createAccounts({
    store: storage.accounts,
    commands: storage.commands,
    tokens,
    passwords,
    cache: cache.sessions,
    news: cache.userNews,
    delays: cache.delays,
  });
  const notices = createNotices({
    store: storage.notices,
    tell: ({ userId, ...news }) => accounts.tell(userId, news),
    report: options.report,
  });
  const rooms = createRooms({
    ...options,
    store: { ...storage.rooms, commit },
    news: cache.roomNews,
    cache: cache.rooms,
    whereabouts: cache.whereabouts,
    notices,
  });
  return {
    services: {
      accounts,
      blocks: createBlocks(storage.blocks),
      claims: createClaims(storage.claims),
      commands: storage.commands,
      notices,
      rooms,
      history: createHistory(storage.history, visible),
      groups: createGroups(storage.groups),
      sheets: createSheets(storage.sheets),
      operator: createOperator({ store: storage.operator, commands: storage.commands, tokens, accounts }),
    },
    close: passwords.close,
  };
}
