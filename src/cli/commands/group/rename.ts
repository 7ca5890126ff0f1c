import { changing } from './change.ts';

/** `whist group rename GROUP NAME` */
export const renameGroup = changing((call, { groupId, text }) =>
  call('group.update', { groupId, name: text }),
);
