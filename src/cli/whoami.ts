import { withClient } from './connect.ts';
import { exitCodes } from './exit.ts';
import type { Run } from './main.ts';
import { write, writeJson } from './output.ts';

/** `whist whoami`: who is logged in on this machine. */
export const whoamiCommand: Run = async ({ config, json }) => {
  const user = await withClient(config, ({ call }) => call('auth.me', {}));
  if (json) writeJson({ user });
  else write(`${user.displayName} (${user.username})`);
  return exitCodes.ok;
};
