import stringWidth from 'string-width';
import { afterEach, describe, expect, test } from 'vitest';
import { boardText } from '../../src/cli/render/board.ts';
import { gameText } from '../../src/cli/render/game.ts';
import { groupPage, groupText } from '../../src/cli/render/group.ts';
import { historyText } from '../../src/cli/render/history.ts';
import { terminalPaper } from '../../src/cli/render/paper.ts';
import { playerText } from '../../src/cli/render/player.ts';
import type {
  GameLine,
  GamePage,
  Group,
  GroupPage,
  Leaderboard,
  Opponents,
  PlayerPage,
} from '../../src/protocol/index.ts';
import { chooseTheme } from '../../src/drawing/themes.ts';
import { gameAfter, hardNames, plainNames, rounds, userIds } from '../tui/states.ts';

afterEach(() => chooseTheme('dark'));

const at = '2026-03-08T20:00:00Z';

function game(names: readonly string[], count = 20): GamePage {
  const { rounds: played, totals, startingScores, rules } = gameAfter(rounds(count));
  return {
    gameId: 'game',
    code: 'ABC234',
    status: 'finished',
    rules,
    createdAt: at,
    endedAt: at,
    players: names.map((displayName, seat) => ({
      userId: userIds[seat] ?? '',
      displayName,
      username: `user${seat}`,
      guest: false,
      seat,
      winner: seat === 1,
    })),
    replaced: [],
    highlights: [],
    rounds: played,
    totals,
    startingScores,
    length: null,
  };
}

const person = (displayName: string, i: number) => ({
  userId: userIds[i] ?? '',
  displayName,
  username: `a_user_name_of_32_letters_is_long${i}`.slice(0, 32),
  guest: false,
});

function board(names: readonly string[]): Leaderboard {
  const players = names.map((name, i) => ({
    ...person(name, i),
    place: i + 1,
    totalGames: 1234,
    totalWins: 567,
    winRate: 45.9,
    totalPoints: 123_456,
    contractRate: 61.2,
    rating: 1512,
    provisional: i === 0,
  }));
  return { players, me: players[2] ?? null, rules: null, settling: false };
}

function player(name: string): PlayerPage {
  return {
    ...person(name, 0),
    totalGames: 40,
    totalWins: 12,
    winRate: 30,
    rating: 1512.2,
    provisional: false,
    settling: false,
    recentForm: ['W', 'L'],
    currentStreak: 1,
    bestStreak: 4,
    totalPoints: 1234,
    averageScore: 30.8,
    highestScore: 232,
    lowestScore: -140,
    totalRounds: 400,
    highestRoundScore: 110,
    contractsMade: 200,
    contractsAttempted: 400,
    contractRate: 50,
    averageContract: 3.1,
    zerosMade: 12,
    zerosAttempted: 31,
    zeroRate: 38.7,
    trumpWins: 100,
    favouriteSuit: 'hearts',
    suitWins: { hearts: 60, no_trump: 40 },
    suitRates: { hearts: 20, no_trump: 10 },
    course: Array.from({ length: 100 }, (_, i) => ({ gameId: `${i}`, at, score: i, rating: 1400 + i })),
    achievements: [{ id: 'first_win', name: 'First Blood', at, gameId: 'game', code: 'ABC234' }],
  };
}

const opponents = (names: readonly string[]): Opponents => ({
  opponents: names.map((name, i) => ({
    ...person(name, i),
    games: 12,
    above: 4,
    below: 8,
    difference: -12.3,
  })),
  nemesis: { ...person(names[1] ?? '', 1), games: 12, above: 4, below: 8, difference: -12.3 },
});

const group = (names: readonly string[]): Group => ({
  groupId: 'group',
  name: 'Friday Night Whist',
  createdAt: at,
  description: 'We play on Fridays, at the house of whoever has cooked, from eight until late at night.',
  members: names.map((name, i) => ({ ...person(name, i), role: 'member', joinedAt: at })),
  invited: names.map((name, i) => ({ ...person(name, i), invitedAt: at })),
  totalGames: 12,
  totalRounds: 130,
  lastPlayedAt: at,
});

function pageOf(names: readonly string[]): GroupPage {
  const players = [...names, ...names]
    .slice(0, 6)
    .map((name, i) => ({ ...person(name, i), userId: `u${i}` }));
  const best = { value: 123, userId: 'u1', displayName: names[1] ?? '', gameId: 'game', code: 'ABC234' };
  return {
    records: {
      highestRound: best,
      highestGame: best,
      lowestGame: best,
      longestGame: best,
      biggestComeback: best,
      mostZeros: best,
    },
    players,
    pairs: players.flatMap((a) =>
      players.flatMap((b) =>
        a === b ? [] : [{ userId: a.userId, opponentId: b.userId, above: 17, games: 23, difference: 3.5 }],
      ),
    ),
    mostActiveDay: 'Friday',
    averageRounds: 10.5,
    months: Array.from({ length: 48 }, (_, i) => ({ month: `20${20 + i}-01`, games: i })),
  };
}

function history(names: readonly string[]): GameLine[] {
  const { gameId, code, players } = game(names);
  const scored = players.map((player) => ({ ...player, score: 123 }));
  return Array.from({ length: 3 }, () => ({ gameId, code, endedAt: at, rounds: 20, players: scored }));
}

const texts = (names: readonly string[], width: number) => {
  const paper = terminalPaper(width);
  return {
    game: gameText(game(names), paper),
    'a short game': gameText(game(names, 1), paper),
    board: boardText(board(names), paper),
    player: playerText(player(names[0] ?? ''), opponents(names), paper),
    group: groupText(group(names), paper),
    'the page of a group': groupPage(pageOf(names), paper),
    history: historyText(history(names), paper),
  };
};

describe.each([
  ['short names', plainNames],
  ['hard names', hardNames],
])('with %s', (_, names) => {
  test.each([40, 60, 80, 120, 200])('every text fits in %i columns', (width) => {
    for (const [name, text] of Object.entries(texts(names, width)))
      for (const line of text.split('\n'))
        expect.soft(stringWidth(line), `${name}: ${line}`).toBeLessThanOrEqual(width);
  });
});

test('the least important columns go first', () => {
  const wide = texts(plainNames, 120).game;
  expect(wide).toContain('5♠');
  chooseTheme('none');
  expect(texts(plainNames, 120).game).toMatch(/^ 2 {2}5♠ Yossi +under +0\/0 \+50 → 85 /m);
  expect(texts(plainNames, 80).game).toMatch(/^ 2 +5♠/m);
  const narrow = texts(plainNames, 60).game;
  expect(narrow).toContain('+50 → ');
  expect(narrow).not.toContain('under');
  expect(texts(plainNames, 60).board).toContain('rating');
  expect(texts(plainNames, 60).board).not.toContain('contracts made');
  const provisional = '? A rating after fewer than five games is provisional.';
  expect(texts(plainNames, 60).board).toContain(`1512\n${provisional}`);
  expect(texts(plainNames, 60).player).not.toContain(provisional);
});

test('the legend of a score table explains exactly what is shown, and a declarer is never a number', () => {
  chooseTheme('none');
  const at = (width: number) => texts(plainNames, width).game.split('\n').slice(1);
  const [legend = '', ...all] = at(200);
  expect(legend).toBe(
    'Each cell is tricks/contract, points and running total. The player beside the trump won the auction. ' +
      'In an over round the contracts add up to more than 13, in an under round to less.',
  );
  expect(all.join('\n')).toMatch(/^ *2 +5♠ Yossi +under/m);
  const untyped = at(74).join(' ');
  expect(untyped).toMatch(/The player beside the trump won the auction\. +trump /);
  expect(untyped).not.toContain('under');
  const marked = at(60);
  expect(marked.join(' ')).toContain(
    'Each cell is points and running total. • marks the winner of the auction.',
  );
  expect(marked.find((line) => /^ *2 /.test(line))).toMatch(/^ *2 +5♠ +\+50 → 85 +•\+35 → −5 /);
  const totals = at(34);
  expect(totals).toContain('Each cell is the running total.');
  expect(totals.find((line) => line.startsWith('total'))).toMatch(/^total( +−?\d+){4}$/);
});

test('on a terminal the four lines differ by mark and by colour', () => {
  const { game } = texts(plainNames, 120);
  const painted = ['●', '○', '▲', '◆'].map((mark) => game.slice(game.indexOf(mark) - 5, game.indexOf(mark)));
  expect(new Set(painted).size).toBe(4);
  expect(game).toContain('\u001B[92m◆\u001B[0m Amir');
});

test('what is no terminal gets no colours, and every column', () => {
  const text = gameText(game(hardNames));
  expect(text).not.toContain('\u001B');
  expect(text).toContain(hardNames[1]);
});
