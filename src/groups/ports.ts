import type { Group, GroupPage, Refused } from '../protocol/index.ts';

/** Somebody with an account. */
export interface Member {
  readonly userId: string;
}

/** Somebody in a group. */
export interface Membership extends Member {
  readonly role: 'owner' | 'member';
}

/** A change of a group. A group without members is deleted. */
export interface GroupChange {
  readonly name?: string | undefined;
  readonly description?: string | null | undefined;
  readonly members: readonly Membership[];
}

/** Stores groups. */
export interface GroupStore {
  /** The groups of a user by name, or the one with this id if they are in it. */
  groupsOf(userId: string, groupId?: string): Promise<Group[]>;
  /** The best scores and the figures of the games of a group. */
  page(groupId: string): Promise<GroupPage>;
  /** A new group with one member, its owner. */
  create(ownerId: string, group: { name: string; description: string | null }): Promise<Group>;
  /** The account with this user name; guests have none. */
  account(username: string): Promise<Member | null>;
  /** Changes a group under a lock. A refusal changes nothing. Null if there is no such group. */
  change(
    groupId: string,
    decide: (members: readonly Membership[]) => GroupChange | Refused,
  ): Promise<GroupChange | Refused | null>;
}
