import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { note, writeJson } from '../../output.ts';
import { withClient } from '../../session/connect.ts';

/** `whist claim disown GAME` */
export const disownGame: Run = async ({ config, json }, id = '') => {
  await withClient(config, ({ call }) => call('game.disown', { id }));
  if (json) writeJson({});
  else note(words.output.claim.disowned(id));
  return exitCodes.ok;
};
