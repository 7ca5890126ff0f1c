import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { write, writeJson } from '../../output.ts';
import { profileText } from '../../render/profile.ts';
import { withReader } from '../../session/connect.ts';
import { keepPreferences } from '../../session/preferences.ts';

/** `whist profile`, or `whist profile show` */
export const showProfile: Run = async ({ config, json }) => {
  const profile = await withReader(config, ({ call }) => call('account.get', {}));
  await keepPreferences(config, profile.preferences);
  if (json) writeJson(profile);
  else write(profileText(profile));
  return exitCodes.ok;
};
