import { writeFile } from 'node:fs/promises';
import type { GameRecord } from '../../protocol/index.ts';
import { add, perSeat, seats, standings, type PerSeat } from '../../rules/index.ts';
import { chart } from '../render/chart.ts';
import { withClient } from '../session/connect.ts';
import { exitCodes, Failure } from '../exit.ts';
import type { Run } from '../main.ts';
import { note, write, writeJson } from '../output.ts';
import { gameSvg } from '../render/svg.ts';
import { table } from '../render/table.ts';
import { suitSigns, words } from '../../words/index.ts';

/** `whist game ID`: the score table of a game; with `--svg FILE` written as a picture, to standard output for `-`. */
export const gameCommand: Run = async ({ config, json, options }, id = '') => {
  const { svg } = options;
  const game = await withClient(config, ({ call }) => call('game.get', { id }));
  if (typeof svg === 'string') await savePicture(game, svg);
  if (svg === '-') return exitCodes.ok;
  if (json) writeJson(game);
  else write(gameText(game));
  return exitCodes.ok;
};

async function savePicture(game: GameRecord, file: string): Promise<void> {
  const picture = gameSvg(game);
  if (file === '-') return write(picture);
  try {
    await writeFile(file, `${picture}\n`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new Failure(
      exitCodes.disk,
      'file_unwritable',
      `The picture cannot be written to ${file} (${code}): name another file.`,
    );
  }
  note(`The picture is in ${file}.`);
}

function gameText(game: GameRecord): string {
  const { code, status, createdAt, players } = game;
  const names = perSeat((seat) => players.find((player) => player.seat === seat)?.displayName ?? '–');
  const winners = players.filter(({ winner }) => winner).map(({ displayName }) => displayName);
  const won = winners.length > 0 ? `, won by ${winners.join(' and ')}` : '';
  return [
    `Game ${code}, ${createdAt.slice(0, 10)}, ${status.replaceAll('_', ' ')}${won}`,
    'Each cell is tricks/contract, points and running total.',
    scoreTable(game, names),
    ...game.replaced.map((player) => replacedWords(player, names)),
    ...game.highlights.map((highlight) => words.story.highlight(highlight, names)),
    ...(game.rounds.length > 1 ? ['', runningTotals(game, names)] : []),
  ].join('\n');
}

/** `Ben played rounds 1 to 3 in the seat of Noa.` */
function replacedWords(
  { seat, displayName, first, last }: GameRecord['replaced'][number],
  names: readonly string[],
) {
  const rounds = first === last ? `round ${first}` : `rounds ${first} to ${last}`;
  return `${displayName} played ${rounds} in the seat of ${names[seat]}; they are theirs.`;
}

const marks = ['●', '○', '▲', '□'] as const;

/** The running totals of the four as lines, and whose line is whose. */
function runningTotals(game: GameRecord, names: PerSeat<string>): string {
  const running = standings(game);
  const lines = seats.map((seat) => {
    return { mark: marks[seat], values: running.map((totals) => totals[seat]) };
  });
  const legend = seats.map((seat) => `${marks[seat]} ${names[seat]}`).join('   ');
  return `Running totals, a step a round:   ${legend}   * several\n${chart(lines)}`;
}

/** Contract, tricks and points of every seat in every round, and the running totals. */
export function scoreTable(
  { rounds, startingScores, totals }: Pick<GameRecord, 'rounds' | 'startingScores' | 'totals'>,
  names: PerSeat<string>,
): string {
  let running: PerSeat<number> = startingScores;
  const lines = rounds.map(({ number, trump, type, contracts, tricks, scores }) => {
    running = add(running, scores);
    const now = running;
    const cells = seats.map(
      (seat) => `${tricks[seat]}/${contracts[seat]} ${signed(scores[seat])} → ${now[seat]}`,
    );
    return [number, `${trump.amount}${suitSigns[trump.suit]} ${names[trump.seat]}`, type, ...cells];
  });
  return table([
    ['', 'trump', '', ...names],
    ...(startingScores.some((score) => score !== 0)
      ? [['', 'start', '', ...startingScores.map(String)]]
      : []),
    ...lines,
    ['', 'total', '', ...totals.map(String)],
  ]);
}

function signed(score: number): string {
  return score > 0 ? `+${score}` : String(score);
}
