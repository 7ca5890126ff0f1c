import type { GameLine } from '../../protocol/index.ts';
import { minus, words } from '../../words/index.ts';
import { cutTo, standardPaper, type Paper } from './paper.ts';
import { table } from './table.ts';
import stringWidth from 'string-width';

const say = words.output.history;

/** Finished games, one on each line. */
export function historyText(games: readonly GameLine[], paper = standardPaper()): string {
  if (games.length === 0) return words.output.noGames;
  const whole = games.map((game) => lineOf(game, Infinity, paper));
  const day = 10;
  const code = Math.max(...games.map((game) => game.code.length));
  const room = paper.width - day - code - 4;
  const isTooWide = whole.some(({ length, 3: scores = '' }) => length > 0 && stringWidth(scores) > room);
  const rows = isTooWide ? games.map((game) => lineOf(game, nameRoom(game, room), paper)) : whole;
  return table(rows, { paper, least: [2] });
}

/** The longest names with which the scores of four fit. */
function nameRoom({ players }: GameLine, room: number): number {
  const others = players.reduce((sum, { score, winner }) => sum + shown(score).length + (winner ? 5 : 3), 0);
  return Math.max(3, Math.floor((room - others + 2) / players.length));
}

/** `2026-03-08  ABC123  8 rounds  Dana ★ 120, Yossi 40, …` */
function lineOf({ endedAt, code, rounds, players }: GameLine, longest: number, { paint }: Paper): string[] {
  const scores = players.map(({ displayName, score, winner }) => {
    const name = cutTo(longest, displayName);
    return `${winner ? paint('turn', `${name} ★`) : name} ${shown(score)}`;
  });
  return [paint('dim', endedAt.slice(0, 10)), code, say.rounds(rounds), scores.join(', ')];
}

const shown = (score: number | null) => (score === null ? '–' : minus(score));
