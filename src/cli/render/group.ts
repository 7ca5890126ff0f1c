import type { Group, GroupPage } from '../../protocol/index.ts';
import { words } from '../../words/index.ts';
import { sparkline } from './chart.ts';
import { table } from './table.ts';

const say = words.output.group;

/** A group with its members. */
export function groupText({
  name,
  description,
  members,
  totalGames,
  totalRounds,
  lastPlayedAt,
}: Group): string {
  const played =
    totalGames === 0
      ? say.notPlayed
      : say.played({ games: totalGames, rounds: totalRounds, last: dayOf(lastPlayedAt) });
  return [
    description === null ? name : `${name}: ${description}`,
    played,
    table(
      members.map(({ displayName, username, role, joinedAt }) => [
        `${displayName} (${username})`,
        say.roles[role],
        say.since(dayOf(joinedAt)),
      ]),
    ),
  ].join('\n');
}

/** A line for each group. */
export function groupList(groups: readonly Group[]): string {
  if (groups.length === 0) return say.none;
  return table([
    [...say.listHead],
    ...groups.map(({ name, members, totalGames, lastPlayedAt }) => [
      name,
      members.length,
      totalGames,
      dayOf(lastPlayedAt),
    ]),
  ]);
}

/** The page of a group: its best results, its pairs of players, its activity. */
export function groupPage({
  records,
  pairs,
  players,
  mostActiveDay,
  months,
  averageRounds,
}: GroupPage): string {
  const bests = Object.entries(say.bests).flatMap(([name, label]) => {
    const best = records[name as keyof typeof records];
    return best ? [[label, best.value, best.displayName, words.output.gameCode(best.code)]] : [];
  });
  const shown = players.slice(0, mostPlayers);
  const cell = (userId: string, opponentId: string) => {
    const pair = pairs.find((one) => one.userId === userId && one.opponentId === opponentId);
    return pair ? `${heat(pair.above / pair.games)} ${pair.above}/${pair.games}` : '';
  };
  return [
    say.bestsTitle,
    table(bests),
    `\n${say.matrixTitle}`,
    table([
      ['', ...shown.map(({ displayName }) => displayName)],
      ...shown.map(({ userId, displayName }) => [
        displayName,
        ...shown.map((other) => cell(userId, other.userId)),
      ]),
    ]),
    `\n${say.activity(mostActiveDay ?? '–', averageRounds)}`,
    say.months({
      first: months[0]?.month ?? '',
      line: sparkline([0, ...months.map(({ games }) => games)]).slice(1),
      last: months.at(-1)?.month ?? '',
      games: months.at(-1)?.games ?? 0,
    }),
  ].join('\n');
}

/** With more players the matrix would be wider than a terminal. */
const mostPlayers = 6;

/** A larger share has a darker block. */
const heat = (share: number) => '░▒▓█'[Math.min(3, Math.floor(share * 4))] ?? '';

const dayOf = (moment: string | null) => moment?.slice(0, 10) ?? '–';
