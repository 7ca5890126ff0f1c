import { words } from '../../words/index.ts';
import type { Run } from '../command.ts';
import { exitCodes, Failure } from '../exit.ts';
import { note, writeJson } from '../output.ts';
import { withClient } from '../session/connect.ts';
import { createIdentities } from '../session/identity.ts';
import { keepPreferences } from '../session/preferences.ts';

/** `whist logout`: ends the session on the server and forgets it here. */
export const logoutCommand: Run = async ({ config, json }) => {
  try {
    await withClient(config, ({ call }) => call('auth.logout', {}));
  } catch (error) {
    // If the session has ended already, only the tokens on this machine are left to delete.
    if (!(error instanceof Failure && error.reason === 'invalid_token')) throw error;
  }
  await createIdentities(config.configDir).forget(config.server);
  await keepPreferences(config, {});
  if (json) writeJson({});
  else note(words.profile.entering.loggedOut);
  return exitCodes.ok;
};
