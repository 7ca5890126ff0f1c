import { withClient } from '../session/connect.ts';
import { exitCodes, Failure } from '../exit.ts';
import { createIdentities } from '../session/identity.ts';
import type { Run } from '../main.ts';
import { note, writeJson } from '../output.ts';

/** `whist logout`: ends the session on the server and forgets it here. */
export const logoutCommand: Run = async ({ config, json }) => {
  try {
    await withClient(config, ({ call }) => call('auth.logout', {}));
  } catch (error) {
    // A session that has ended already has nothing left but what is kept here.
    if (!(error instanceof Failure && error.reason === 'invalid_token')) throw error;
  }
  await createIdentities(config.configDir).forget(config.server);
  if (json) writeJson({});
  else note('Logged out.');
  return exitCodes.ok;
};
