import type { Group, GroupPage, Invitation, Refused } from '../protocol/index.ts';

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
  /** Undefined if the invitations stay as they are. */
  readonly invited?: readonly Invited[] | undefined;
}

/** Somebody who was invited to a group. */
interface Invited extends Member {
  /** The user who invited. */
  readonly byId: string;
}

/** Everybody who is in a group, or was invited to it. */
export interface People {
  readonly members: readonly Membership[];
  readonly invited: readonly Invited[];
}

/** A group by its id and name. */
export interface GroupName {
  readonly groupId: string;
  readonly name: string;
}

/** Stores groups. */
export interface GroupStore {
  /** The group with this id, if the user is in it. */
  group(userId: string, groupId: string): Promise<Group | null>;
  /** A page of the groups of a user, by name. `only` are the ids of the groups that are meant; null for all. */
  groupsOf(
    userId: string,
    page: { readonly only: readonly string[] | null; readonly after: string | null; readonly limit: number },
  ): Promise<Group[]>;
  /** The names of all groups of a user. */
  namesOf(userId: string): Promise<readonly GroupName[]>;
  /** The invitations that wait for a user, the last one first, without those of users and groups they have blocked. */
  invitationsOf(userId: string): Promise<Invitation[]>;
  /** The best scores and the figures of the games of a group. */
  page(groupId: string): Promise<GroupPage>;
  /** A new group with one member, its owner. */
  create(ownerId: string, group: { name: string; description: string | null }): Promise<Group>;
  /** The account with this user name; guests have none. */
  account(username: string): Promise<Member | null>;
  /** Changes a group under a lock. A refusal changes nothing. Null if there is no such group. */
  change(
    groupId: string,
    decide: (people: People) => GroupChange | Refused,
  ): Promise<GroupChange | Refused | null>;
}
