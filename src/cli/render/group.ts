import type { Group, GroupPage, Invitation, Result } from '../../protocol/index.ts';
import { words } from '../../words/index.ts';
import { sparkline } from './chart.ts';
import { cutTo, standardPaper, wrapTo, type Paper } from './paper.ts';
import { table } from './table.ts';

const say = words.output.group;

/** A group with its members. */
export function groupText(
  { name, description, members, invited, totalGames, totalRounds, lastPlayedAt }: Group,
  paper = standardPaper(),
): string {
  const played =
    totalGames === 0
      ? say.notPlayed
      : say.played({ games: totalGames, rounds: totalRounds, last: dayOf(lastPlayedAt) });
  return [
    wrapTo(paper.width, description === null ? name : `${name}: ${description}`),
    played,
    table(
      [
        ...members.map(({ role, joinedAt, ...member }) => [
          words.output.person({ ...member, guest: false }),
          say.roles[role],
          say.since(dayOf(joinedAt)),
        ]),
        ...invited.map(({ invitedAt, ...person }) => [
          words.output.person({ ...person, guest: false }),
          say.invited,
          say.since(dayOf(invitedAt)),
        ]),
      ],
      { paper, least: [2] },
    ),
  ].join('\n');
}

/** A line for each group and for each invitation. */
export function groupList(
  { groups, next, invitations }: Result<'group.list'>,
  paper = standardPaper(),
): string {
  const lines = invitations.map((one) => wrapTo(paper.width, `  ${invitationText(one)}`));
  const shown = groups.length > 0 || lines.length === 0 ? [groupTable(groups, paper)] : [];
  const more = next === null ? [] : [wrapTo(paper.width, say.more)];
  const invited = lines.length > 0 ? [wrapTo(paper.width, say.invitations), ...lines] : [];
  return [...shown, ...more, ...invited].join('\n');
}

/** `Friday: Dana invites you, 4 members` */
export function invitationText({ name, by, members }: Invitation): string {
  return say.invitation({ name, by: words.output.person({ ...by, guest: false }), members });
}

function groupTable(groups: readonly Group[], paper: Paper): string {
  if (groups.length === 0) return wrapTo(paper.width, say.none);
  return table(
    [
      say.listHead.map((title) => paper.paint('dim', title)),
      ...groups.map(({ name, members, totalGames, lastPlayedAt }) => [
        name,
        members.length,
        totalGames,
        dayOf(lastPlayedAt),
      ]),
    ],
    { paper, least: [1, 3] },
  );
}

/** The page of a group: its best results, its pairs of players, its activity. */
export function groupPage(page: GroupPage, paper = standardPaper()): string {
  const { records, players, mostActiveDay, averageRounds } = page;
  const bests = Object.entries(say.bests).flatMap(([name, label]) => {
    const best = records[name as keyof typeof records];
    return best ? [[label, best.value, best.displayName, words.output.gameCode(best.code)]] : [];
  });
  const title = (text: string) => paper.paint('strong', wrapTo(paper.width, text));
  const shown = players.slice(0, mostPlayers);
  return [
    title(say.bestsTitle),
    table(bests, { paper, least: [3] }),
    `\n${title(say.matrixTitle)}`,
    table(matrix(page, shown, paper), { paper, least: shown.map((_, i) => shown.length - i).slice(0, -1) }),
    `\n${wrapTo(paper.width, say.activity(words.values.days[mostActiveDay ?? ''] ?? '–', averageRounds))}`,
    wrapTo(paper.width, monthsLine(page, paper)),
  ].join('\n');
}

/** For each pair of these players, how often the one on the left finished above the other. */
function matrix({ pairs }: GroupPage, shown: GroupPage['players'], { width, paint }: Paper): string[][] {
  const nameOf = (name: string) => (width === Infinity ? name : cutTo(longestName, name));
  const cell = (userId: string, opponentId: string) => {
    const pair = pairs.find((one) => one.userId === userId && one.opponentId === opponentId);
    if (!pair) return '';
    const share = pair.above / pair.games;
    return `${paint(share < 0.5 ? 'bad' : 'good', heat(share))} ${pair.above}/${pair.games}`;
  };
  return [
    ['', ...shown.map(({ displayName }) => paint('dim', nameOf(displayName)))],
    ...shown.map(({ userId, displayName }) => [
      nameOf(displayName),
      ...shown.map((other) => cell(userId, other.userId)),
    ]),
  ];
}

/** A line of blocks, one for each month; on a narrow terminal only the last ones. */
function monthsLine({ months }: GroupPage, { width }: Paper): string {
  const line = (shown: GroupPage['months']) =>
    say.months({
      first: shown[0]?.month ?? '',
      line: sparkline([0, ...shown.map(({ games }) => games)]).slice(1),
      last: shown.at(-1)?.month ?? '',
      games: shown.at(-1)?.games ?? 0,
    });
  const tooWide = line(months).length - width;
  return line(tooWide > 0 ? months.slice(tooWide) : months);
}

const longestName = 14;

/** With more players the matrix would be wider than a terminal. */
const mostPlayers = 6;

/** A larger share has a darker block. */
const heat = (share: number) => '░▒▓█'[Math.min(3, Math.floor(share * 4))] ?? '';

const dayOf = (moment: string | null) => moment?.slice(0, 10) ?? '–';
