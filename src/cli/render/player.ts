import type { HeadToHead, Opponents, PlayerPage } from '../../protocol/index.ts';
import { words } from '../../words/index.ts';
import { percent, ratingOf } from './board.ts';
import { chart, sparkline } from './chart.ts';
import { table } from './table.ts';

const say = words.output.player;

/** The page of a player as text. */
export function playerText(page: PlayerPage, { opponents, nemesis }: Opponents): string {
  const title = words.output.person(page);
  if (page.totalGames === 0) return `${title}\n${say.noGame}`;
  return [
    title,
    table([...figures(page), ...suitLines(page), ...nemesisLine(nemesis)]),
    ...courseLines(page),
    ...achievementLines(page),
    ...(opponents.length > 0
      ? [`\n${say.opponents}`, table([[...say.opponentsHead], ...opponents.map(opponentLine)])]
      : []),
  ].join('\n');
}

type Line = (string | number)[];

function figures(page: PlayerPage): Line[] {
  const { favouriteSuit } = page;
  return [
    [say.games, say.gamesWon(page.totalGames, { won: page.totalWins, rate: percent(page.winRate) })],
    [say.rating, ratingOf(page)],
    [say.form, say.newestFirst(page.recentForm.join(' '))],
    [say.streak, say.streakBest(page.currentStreak, page.bestStreak)],
    [
      say.points,
      say.pointsLine({
        total: page.totalPoints,
        average: page.averageScore,
        best: page.highestScore,
        worst: page.lowestScore,
      }),
    ],
    [say.rounds, say.roundsBest(page.totalRounds, page.highestRoundScore)],
    [
      say.contracts,
      say.contractsMade({
        made: page.contractsMade,
        attempted: page.contractsAttempted,
        rate: percent(page.contractRate),
        average: page.averageContract,
      }),
    ],
    [
      say.zeros,
      say.made({ made: page.zerosMade, attempted: page.zerosAttempted, rate: percent(page.zeroRate) }),
    ],
    [say.auctions, say.auctionsWon(page.trumpWins, favouriteSuit ? words.cards.suits[favouriteSuit] : null)],
  ];
}

function suitLines({ suitWins, suitRates }: PlayerPage): Line[] {
  return Object.entries(suitWins)
    .toSorted(([, a], [, b]) => b - a)
    .map(([suit, times]) => [
      `  ${suit.replace('_', ' ')}`,
      say.suitLine(times, percent(suitRates[suit] ?? 0)),
    ]);
}

function nemesisLine(nemesis: Opponents['nemesis']): Line[] {
  if (!nemesis) return [];
  return [
    [
      say.nemesis,
      say.nemesisLine(words.output.person(nemesis), { above: nemesis.below, games: nemesis.games }),
    ],
  ];
}

/** The last games as lines. */
function courseLines({ course }: PlayerPage): string[] {
  if (course.length < 2) return [];
  const scores = course.map(({ score }) => score);
  return [
    `\n${say.course(course.length)}`,
    `${say.scores}  ${sparkline(scores.slice(-60))}`,
    say.rating,
    chart([{ mark: '●', values: course.map(({ rating }) => rating) }]),
  ];
}

function achievementLines({ achievements }: PlayerPage): string[] {
  if (achievements.length === 0) return [];
  return [
    `\n${say.achievements}`,
    table(achievements.map(({ name, at, code }) => [name, at.slice(0, 10), words.output.gameCode(code)])),
  ];
}

function opponentLine(one: HeadToHead): Line {
  const difference = one.difference > 0 ? `+${one.difference}` : String(one.difference);
  return [words.output.person(one), one.games, one.above, one.below, difference];
}
