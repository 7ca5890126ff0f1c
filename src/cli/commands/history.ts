import { words } from '../../words/index.ts';
import type { Run } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { note, write, writeJson } from '../output.ts';
import { withReader } from '../session/connect.ts';

const say = words.output.history;

/** `whist history [USER]`: finished games, newest first, a page at a time. */
export const historyCommand: Run = async ({ config, json, options }, username) => {
  const { before, limit } = options;
  const page = await withReader(config, ({ call }) =>
    call('stats.history', {
      ...(username !== undefined && { username }),
      ...(typeof before === 'string' && { before }),
      ...(typeof limit === 'string' && { limit: Number(limit) }),
    }),
  );
  if (json) writeJson(page);
  else {
    const { historyText } = await import('../render/history.ts');
    write(historyText(page.games));
    if (page.next !== null) note(say.earlier(page.next));
  }
  return exitCodes.ok;
};
