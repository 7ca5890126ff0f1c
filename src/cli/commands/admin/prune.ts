import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes, Failure } from '../../exit.ts';
import { note, writeJson } from '../../output.ts';
import { operate } from '../../session/operator.ts';

const say = words.hosting.admin;

/** `whist admin prune --empty-rooms-older-than 30d` */
export const pruneCommand: Run = async ({ config, json, options }) => {
  const emptyRoomsOlderThanDays = daysOf(options['emptyRoomsOlderThan']);
  const pruned = await operate(config, 'admin.prune', (operatorToken) => ({
    operatorToken,
    emptyRoomsOlderThanDays,
  }));
  if (json) writeJson(pruned);
  else note(say.pruned(pruned.rooms));
  return exitCodes.ok;
};

/** `30d` */
function daysOf(text: unknown): number {
  const [, days] = /^(\d{1,5})d$/.exec(typeof text === 'string' ? text : '') ?? [];
  if (days === undefined) throw new Failure(exitCodes.usage, 'bad_days', say.giveDays);
  return Number(days);
}
