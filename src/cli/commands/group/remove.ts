import { changing } from './change.ts';

/** `whist group remove GROUP USER` */
export const removeMember = changing((call, { groupId, text }) =>
  call('group.removeMember', { groupId, username: text }),
);
