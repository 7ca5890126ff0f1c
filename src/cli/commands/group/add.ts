import { changing } from './change.ts';

/** `whist group add GROUP USER` */
export const addMember = changing((call, { groupId, text }) =>
  call('group.addMember', { groupId, username: text }),
);
