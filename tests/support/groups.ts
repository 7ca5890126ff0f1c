import type { Group } from '../../src/protocol/index.ts';
import type { Player } from './server.ts';

/** Invites somebody to a group, who accepts. Returns the group as the new member sees it. */
export async function addMember(owner: Player, member: Player, groupId: string): Promise<Group> {
  await owner.call('group.addMember', { groupId, username: member.user.username });
  return member.call('group.accept', { groupId });
}
