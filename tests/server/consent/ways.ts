import type { Claim, Notice } from '../../../src/protocol/index.ts';
import { sheetNumber } from '../../sheets/sheets.ts';
import type { Player } from '../../support/server.ts';
import { startWithGuests } from '../sheets/friday.ts';

/** A host who types in an account, and the owner of the account. */
export interface Two {
  readonly host: Player;
  readonly victim: Player;
}

/** A way in which a host brings an account into a game that its owner has not seen. */
export interface Way {
  /** Whether the game can belong to a group. */
  readonly canBeOfGroup: boolean;
  /** Plays a game of the group, if one is named. Returns its id. */
  play(two: Two, group: string | null): Promise<string>;
}

/** Records a round for the whole table, and ends the game. */
async function finish(host: Player, code: string): Promise<void> {
  await host.call('auction.record', { code, seat: 0, amount: 5, suit: 'spades' });
  for (const [seat, amount] of [5, 2, 3, 4].entries())
    await host.call('contract.set', { code, seat: seat as 0 | 1 | 2 | 3, amount });
  await host.call('round.record', { code, tricks: [5, 0, 4, 4] });
  await host.call('game.end', { code });
}

async function openRoom(host: Player, group: string | null) {
  if (group === null) return startWithGuests(host);
  const { groups } = await host.call('group.list', { name: group });
  const { code, gameId } = await host.call('room.create', { groupId: groups[0]?.groupId ?? '' });
  for (const displayName of ['Gil', 'Uri', 'Shir']) await host.call('room.addGuest', { code, displayName });
  await host.call('room.start', { code });
  return { code, gameId };
}

/** Every import has sheets of its own. */
let sheets = 0;

const importing =
  (how: 'named' | 'replaced'): Way['play'] =>
  async ({ host, victim }, group) => {
    sheets += 1;
    const { username } = victim.user;
    const others = ['Gil', 'Uri', 'Shir'] as const;
    const sheet = (name: string) => sheetNumber(sheets, { players: [name, ...others] });
    const where = group === null ? {} : { group };
    if (how === 'replaced') await host.call('sheets.import', { ...where, sheets: [sheet('Grandma')] });
    await host.call('sheets.import', { ...where, sheets: [sheet(username)], replace: how === 'replaced' });
    // Its id is made from the sheet, so ask for the last game of the host.
    const { games } = await host.call('stats.history', { limit: 100 });
    const found = games.find(({ endedAt }) => endedAt === sheet(username).playedAt);
    if (!found) throw new Error('the game was imported');
    return found.gameId;
  };

export const ways: Readonly<Record<string, Way>> = {
  'room.substitute': {
    canBeOfGroup: true,
    async play({ host, victim }, group) {
      const { code, gameId } = await openRoom(host, group);
      await host.call('room.substitute', { code, seat: 1, userId: victim.user.id });
      await finish(host, code);
      return gameId;
    },
  },
  'sheets.import': { canBeOfGroup: true, play: importing('named') },
  'sheets.import that replaces': { canBeOfGroup: true, play: importing('replaced') },
  'claim.offer': {
    canBeOfGroup: false,
    async play({ host, victim }) {
      const { code, gameId } = await startWithGuests(host);
      await finish(host, code);
      const offer = { id: code, displayName: 'Gil', username: victim.user.username };
      await host.call('claim.offer', offer);
      return gameId;
    },
  },
};

/** The games of a player in all figures. */
export async function countedOf({ call, user }: Player): Promise<readonly number[]> {
  const { totalGames, totalRounds, totalPoints, rating } = await call('stats.player', {
    username: user.username,
  });
  const { games } = await call('stats.history', {});
  return [totalGames, totalRounds, totalPoints, rating, games.length];
}

/** The claims that wait for the answer of a player, and the news about it. */
export async function waitingFor({ call }: Player): Promise<{
  readonly claims: readonly Claim[];
  readonly news: readonly Notice['kind'][];
}> {
  const { toDecide } = await call('claim.list', {});
  const { notices } = await call('notice.list', {});
  return { claims: toDecide, news: notices.map(({ kind }) => kind) };
}
