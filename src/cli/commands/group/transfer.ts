import { changing } from './change.ts';

/** `whist group transfer GROUP USER` */
export const transferGroup = changing((call, { groupId, text }) =>
  call('group.transfer', { groupId, username: text }),
);
