import { changing } from './change.ts';

/** `whist group describe GROUP TEXT` */
export const describeGroup = changing((call, { groupId, text }) =>
  call('group.update', { groupId, description: text || null }),
);
