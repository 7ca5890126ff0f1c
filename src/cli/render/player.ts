import type { HeadToHead, Opponents, PlayerPage } from '../../protocol/index.ts';
import type { Suit } from '../../rules/index.ts';
import { minus, signed, words } from '../../words/index.ts';
import { percent, ratingOf } from './board.ts';
import { chart, sparkline } from './chart.ts';
import { cutTo, standardPaper, wrapTo, type Paper } from './paper.ts';
import { table } from './table.ts';

const say = words.output.player;

/** The page of a player as text. */
export function playerText(
  page: PlayerPage,
  { opponents, nemesis }: Opponents,
  paper = standardPaper(),
): string {
  const title = paper.paint('strong', cutTo(paper.width, words.output.person(page)));
  if (page.totalGames === 0) return `${title}\n${say.noGame}`;
  const { paint } = paper;
  const labelled = [...figures(page), ...suitLines(page), ...nemesisLine(nemesis)];
  const head = say.opponentsHead.map((column) => paint('dim', column));
  return [
    title,
    table(
      labelled.map(([label = '', ...values]) => [paint('dim', String(label)), ...values]),
      { paper },
    ),
    ...(page.provisional ? [paint('dim', wrapTo(paper.width, words.output.board.provisional))] : []),
    ...courseLines(page, paper),
    ...achievementLines(page, paper),
    ...(opponents.length > 0
      ? [
          `\n${paint('strong', say.opponents)}`,
          table([head, ...opponents.map(opponentLine)], { paper, least: [3, 4] }),
        ]
      : []),
  ].join('\n');
}

const pointsOf = (points: number | null) => (points === null ? '–' : minus(points));

type Line = (string | number)[];

function figures(page: PlayerPage): Line[] {
  const { favouriteSuit } = page;
  return [
    [say.games, say.gamesWon(page.totalGames, { won: page.totalWins, rate: percent(page.winRate) })],
    [say.rating, ratingOf(page)],
    [
      say.form,
      say.newestFirst(page.recentForm.map((result) => words.values.form[result] ?? result).join(' ')),
    ],
    [say.streak, say.streakBest(page.currentStreak, page.bestStreak)],
    [
      say.points,
      say.pointsLine({
        total: pointsOf(page.totalPoints),
        average: pointsOf(page.averageScore),
        best: pointsOf(page.highestScore),
        worst: pointsOf(page.lowestScore),
      }),
    ],
    [say.rounds, say.roundsBest(page.totalRounds, pointsOf(page.highestRoundScore))],
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
      `  ${words.cards.suits[suit as Suit]}`,
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
function courseLines({ course }: PlayerPage, { width, paint }: Paper): string[] {
  if (course.length < 2) return [];
  const scores = course.map(({ score }) => score);
  const ratings = course.map(({ rating }) => Math.round(rating));
  const most = Math.min(60, width - say.scores.length - 2);
  return [
    `\n${paint('strong', say.course(course.length))}`,
    `${paint('dim', say.scores)}  ${paint('seat0', sparkline(scores.slice(-most)))}`,
    paint('dim', say.rating),
    chart([{ mark: '●', values: ratings }], { columns: width, paint: (_, text) => paint('seat0', text) }),
  ];
}

function achievementLines({ achievements }: PlayerPage, paper: Paper): string[] {
  if (achievements.length === 0) return [];
  return [
    `\n${paper.paint('strong', say.achievements)}`,
    table(
      achievements.map(({ id, at, code }) => [
        words.achievements[id],
        at.slice(0, 10),
        code === null ? '' : words.output.gameCode(code),
      ]),
      { paper, least: [1] },
    ),
  ];
}

function opponentLine(one: HeadToHead): Line {
  return [words.output.person(one), one.games, one.above, one.below, signed(one.difference)];
}
