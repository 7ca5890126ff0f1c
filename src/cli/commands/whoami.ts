import { words } from '../../words/index.ts';
import type { Run } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { write, writeJson } from '../output.ts';
import { noteWaiting } from '../session/waiting.ts';
import { withReader } from '../session/connect.ts';

/** `whist whoami`: the account that is logged in on this machine. */
export const whoamiCommand: Run = async ({ config, json }) => {
  await withReader(config, async ({ call, user }) => {
    if (json) return writeJson({ user });
    write(words.output.person({ ...user, guest: false }));
    await noteWaiting(call);
  });
  return exitCodes.ok;
};
