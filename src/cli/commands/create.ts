import { createRoomStore } from '../../client/index.ts';
import { noteClaims } from './claim.ts';
import { withClient } from '../session/connect.ts';
import { createParams } from '../options/create-options.ts';
import { exitCodes } from '../exit.ts';
import { groupParam } from './group.ts';
import type { Run } from '../main.ts';
import { write, writeJson } from '../output.ts';
import { hasScreen, showRoom } from '../session/screen.ts';

/** `whist create`: opens a room and sits down in it; without a terminal, or with --json, only opens it. */
export const createCommand: Run = async ({ config, json, options }) => {
  const params = createParams(options);
  return withClient(config, async ({ connection, call }) => {
    const room = await call('room.create', { ...params, ...(await groupParam(call, options)) });
    if (json) writeJson(room.state);
    else {
      await noteClaims(call);
      if (hasScreen())
        return showRoom({ config, store: createRoomStore(connection, room.code), mode: 'seat' });
      write(room.code);
    }
    return exitCodes.ok;
  });
};
