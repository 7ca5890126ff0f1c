import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { write, writeJson } from '../../output.ts';
import { sessionList } from '../../render/profile.ts';
import { withReader } from '../../session/connect.ts';

/** `whist sessions`, or `whist sessions list` */
export const listSessions: Run = async ({ config, json }) => {
  const answer = await withReader(config, ({ call }) => call('account.sessions', {}));
  if (json) writeJson(answer);
  else write(sessionList(answer.sessions));
  return exitCodes.ok;
};
