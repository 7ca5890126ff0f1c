import { noteClaims } from './claim.ts';
import { withClient } from '../session/connect.ts';
import { exitCodes } from '../exit.ts';
import type { Run } from '../main.ts';
import { write, writeJson } from '../output.ts';

/** `whist whoami`: who is logged in on this machine. */
export const whoamiCommand: Run = async ({ config, json }) => {
  await withClient(config, async ({ call, user }) => {
    if (json) return writeJson({ user });
    write(`${user.displayName} (${user.username})`);
    await noteClaims(call);
  });
  return exitCodes.ok;
};
