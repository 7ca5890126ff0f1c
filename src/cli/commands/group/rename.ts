import { changing } from './change.ts';
import { confirmName } from './find.ts';

/** `whist group rename GROUP NAME` */
export const renameGroup = changing(async (call, { groupId, text }) => {
  await confirmName(call, { name: text, except: groupId });
  return call('group.update', { groupId, name: text });
});
