import { sql } from 'kysely';
import type { SheetStore } from '../../sheets/index.ts';
import { guestsNamed } from '../accounts/guests.ts';
import { offer } from '../accounts/offers.ts';
import { isConflict, isUniqueViolation } from '../database/conflict.ts';
import { lockDerived } from '../derived/pending.ts';
import { addResults } from '../derived/results.ts';
import { isGroupMember } from '../history/queries.ts';
import { sqlOf, type Db, type Orm } from '../schema/db.ts';
import { addGames } from './add.ts';
import { foundHome } from './found.ts';
import {
  findAccounts,
  findGroupNames,
  findGuestNames,
  findHome,
  findKnown,
  findMembers,
  hasMostGroups,
} from './homes.ts';
import { identify } from './identity.ts';
import { readKeptSheets, readSheetPage } from './page.ts';
import { replaceGame } from './replace.ts';

/** Score sheets in PostgreSQL or PGlite. */
export function createSheetStore(orm: Orm): SheetStore {
  const db = sqlOf(orm);
  const added = createPlanning();
  return {
    home: (caller, group) => findHome(db, caller, group),
    groupNames: (caller) => findGroupNames(db, caller),
    found: (caller, group) => foundHome(orm, caller, group),
    accounts: (home, names) => findAccounts(db, home, names),
    guestNames: (ownerId, names) => findGuestNames(db, ownerId, names),
    offer: ({ ownerId, groupId }, { id, displayName }) =>
      db
        .transaction()
        .execute((trx) => offer(trx, { userId: id, displayName }, { hostId: ownerId, groupId })),
    hasMostGroups: (userId) => hasMostGroups(db, userId),
    members: (home) => findMembers(db, home),
    guests: (ownerId, names) => guestsNamed(db, ownerId, names),
    known: (caller, home, sheetIds) => findKnown(db, { caller, home, sheetIds }),

    async add(games) {
      try {
        await db.transaction().execute(async (trx) => {
          const identified = await identify(trx, games);
          await addGames(trx, identified);
          await added(trx, games.length);
          await lockDerived(trx);
          await addResults(
            trx,
            identified.map(({ id }) => id),
          );
        });
        return 'added';
      } catch (error) {
        if (isTaken(error)) return 'taken';
        throw error;
      }
    },

    kept: (gameIds) => readKeptSheets(db, gameIds),
    replace: (gameId, imported, actorId) => replaceGame(db, gameId, { imported, actorId }),
    page: (which, page) => readSheetPage(db, which, page),
    isMember: (groupId, userId) => isGroupMember(db, groupId, userId),
  };
}

/** Runs `analyze` whenever the number of games has doubled: the planner plans badly for an empty table. */
function createPlanning(): (db: Db, games: number) => Promise<void> {
  let added = 0;
  let planned = 50; // games
  return async (db, games) => {
    added += games;
    if (added < 2 * planned) return;
    planned = added;
    await sql`analyze games, game_players, rounds, round_players`.execute(db);
  };
}

/** Whether another import has taken the same sheet, code or id, or the two had a deadlock. */
function isTaken(error: unknown): boolean {
  return (
    isConflict(error) ||
    ['uq_games_sheet', 'pk_games', 'ix_games_room_code'].some((name) => isUniqueViolation(error, name))
  );
}
