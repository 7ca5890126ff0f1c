import { Option } from 'commander';
import type { Params } from '../../protocol/index.ts';
import { profileOptions, type Length, type PerSeat } from '../../rules/index.ts';
import { words } from '../../words/index.ts';
import { exitCodes, Failure } from '../exit.ts';

const say = words.commands.options;
const wrong = words.output.room;

/** Options of the commands that open a room. */
export const ruleOptions = [
  new Option('--rounds <n>', say.rounds).conflicts('points'),
  new Option('--points <n>', say.points),
  new Option('--starting-scores <a,b,c,d>', say.startingScores),
  new Option('--group <group>', say.roomGroup),
  new Option('--rule <option=value...>', say.rule(ruleWords())),
];

type Choices = Omit<Params<'room.create'>, 'groupId'>;

/** The params of `room.create` from these options, without the group: only the server knows its id. */
export function createParams(options: Readonly<Record<string, unknown>>): Choices {
  const { rounds, points, startingScores, rule } = options;
  const length: Length | undefined =
    rounds !== undefined
      ? { rounds: whole('--rounds', rounds) }
      : points !== undefined
        ? { points: whole('--points', points) }
        : undefined;
  return {
    ...(length && { length }),
    ...(startingScores !== undefined && { startingScores: scoresOf(String(startingScores)) }),
    ...(Array.isArray(rule) && { rules: Object.fromEntries(rule.map((text) => ruleOf(String(text)))) }),
  };
}

function ruleWords(): string {
  return Object.entries(profileOptions)
    .filter(([, values]) => values.length > 1)
    .map(([name, values]) => `${name}=${values.join('|')}`)
    .join(', ');
}

function ruleOf(text: string): [string, unknown] {
  const [name = '', value = ''] = text.split('=');
  const values: readonly (string | number | boolean)[] | undefined = Object.entries(profileOptions).find(
    ([known]) => known === name,
  )?.[1];
  const chosen = values?.find((one) => String(one) === value);
  if (chosen === undefined) {
    throw new Failure(exitCodes.usage, 'bad_rule', wrong.noRule(text, ruleWords()));
  }
  return [name, chosen];
}

function scoresOf(text: string): PerSeat<number> {
  const scores = text.split(',').map((part) => whole('--starting-scores', part.trim()));
  const [a, b, c, d, ...others] = scores;
  if (a === undefined || b === undefined || c === undefined || d === undefined || others.length > 0) {
    throw new Failure(exitCodes.usage, 'bad_scores', wrong.fourScores);
  }
  return [a, b, c, d];
}

function whole(flag: string, value: unknown): number {
  if (!/^-?\d+$/.test(String(value)))
    throw new Failure(exitCodes.usage, 'bad_number', wrong.wholeNumber(flag, String(value)));
  return Number(value);
}
