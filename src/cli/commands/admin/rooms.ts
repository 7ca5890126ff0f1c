import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { note, write, writeJson } from '../../output.ts';
import { operate } from '../../session/operator.ts';
import { pageOptions } from './page.ts';

/** `whist admin rooms`: open rooms, the one that was quiet for longest first. */
export const roomsCommand: Run = async ({ config, json, options }) => {
  const page = await operate(config, 'admin.rooms', (operatorToken) => ({
    operatorToken,
    ...pageOptions(options),
  }));
  if (json) writeJson(page);
  else {
    const { roomList } = await import('../../render/operator.ts');
    write(roomList(page.rooms));
    if (page.next !== null) note(words.hosting.admin.more(page.next));
  }
  return exitCodes.ok;
};
