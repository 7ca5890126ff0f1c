import { createRoomStore } from '../../client/index.ts';
import type { Run } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { write, writeJson } from '../output.ts';
import { noteWaiting } from '../session/waiting.ts';
import { withClient } from '../session/connect.ts';
import { learnPreferences } from '../session/preferences.ts';
import { roomParams } from '../session/room-params.ts';
import { hasScreen, showRoom } from '../session/screen.ts';
import { groupParam } from './group/find.ts';

/**
 * `whist create`: opens a room and takes a seat. Without a terminal, or with --json, it only opens the room.
 */
export const createCommand: Run = async (context) => {
  const { config, json, options } = context;
  const params = roomParams(options);
  return withClient(config, async ({ connection, call }) => {
    const room = await call('room.create', { ...params, ...(await groupParam(call, options)) });
    if (json) writeJson(room.state);
    else {
      await noteWaiting(call);
      if (hasScreen())
        return showRoom({
          config: await learnPreferences(context, await call('account.get', {})),
          connection,
          store: createRoomStore(connection, room.code),
          mode: 'seat',
        });
      write(room.code);
    }
    return exitCodes.ok;
  });
};
