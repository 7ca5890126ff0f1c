import type { Run } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { write, writeJson } from '../output.ts';
import { noticeList } from '../render/notices.ts';
import { withClient } from '../session/connect.ts';

/** `whist notices [--all]`: shows the news of this person, and marks it as read. */
export const noticesCommand: Run = async ({ config, json, options }) => {
  const answer = await withClient(config, async ({ call }) => {
    const page = await call('notice.list', { unread: options['all'] !== true, limit: 100 });
    const ids = page.notices.filter(({ readAt }) => readAt === null).map(({ id }) => id);
    if (ids.length > 0) await call('notice.read', { ids });
    return page;
  });
  if (json) writeJson(answer);
  else write(noticeList(answer.notices));
  return exitCodes.ok;
};
