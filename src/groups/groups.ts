import {
  foldedName,
  groupLimits,
  refuse,
  type Group,
  type GroupPage,
  type Params,
  type Refused,
  type Result,
} from '../protocol/index.ts';
import type { GroupChange, GroupName, GroupStore, Member, Membership, People } from './ports.ts';

type Outcome<T> = Promise<{ readonly result: T } | Refused>;

/** Groups, and the rights of their members. Anybody else is told that there is no such group. */
export interface Groups {
  list(userId: string, page?: Params<'group.list'>): Promise<Result<'group.list'>>;
  get(userId: string, groupId: string): Outcome<Group>;
  page(userId: string, groupId: string): Outcome<GroupPage>;
  create(userId: string, params: Params<'group.create'>): Outcome<Group>;
  update(userId: string, params: Params<'group.update'>): Outcome<Group>;
  delete(userId: string, params: Params<'group.delete'>): Outcome<object>;
  /** Invites somebody. Refuses also `already_member`, `already_invited` and `too_many_invitations`. */
  addMember(userId: string, params: Params<'group.addMember'>): Outcome<Group>;
  /** Refuses `invitation_not_found` and `too_many_groups`. */
  accept(userId: string, params: Params<'group.accept'>): Outcome<Group>;
  /** Refuses `invitation_not_found`. */
  decline(userId: string, params: Params<'group.decline'>): Outcome<object>;
  removeMember(userId: string, params: Params<'group.removeMember'>): Outcome<Group>;
  transfer(userId: string, params: Params<'group.transfer'>): Outcome<Group>;
  leave(userId: string, params: Params<'group.leave'>): Outcome<object>;
}

type Members = readonly Membership[];
type Decide = (people: People) => GroupChange | Refused;

export function createGroups(store: GroupStore): Groups {
  async function get(userId: string, groupId: string): Outcome<Group> {
    const group = await store.group(userId, groupId);
    return group ? { result: group } : refuse('group_not_found');
  }

  /** Changes a group that the user is in. */
  async function change(userId: string, groupId: string, decide: Decide): Outcome<object> {
    const outcome = await store.change(groupId, (people) =>
      isIn(people.members, userId) ? decide(people) : refuse('group_not_found'),
    );
    if (outcome === null) return refuse('group_not_found');
    return 'refused' in outcome ? outcome : { result: {} };
  }

  /** A change that only the owner may make. */
  function changeAsOwner(userId: string, groupId: string, decide: Decide): Outcome<object> {
    return change(userId, groupId, (people) =>
      isOwner(people.members, userId) ? decide(people) : refuse('not_owner'),
    );
  }

  /** The group after a change, as the user sees it. */
  async function after(changed: Outcome<object>, userId: string, groupId: string): Outcome<Group> {
    const outcome = await changed;
    return 'refused' in outcome ? outcome : get(userId, groupId);
  }

  const { list, isNameTaken, hasMostGroups } = createListing(store);
  const answering = createAnswering(store);

  /** A change by the owner that concerns another account. */
  function manage(decide: (people: People, other: Member) => GroupChange | Refused) {
    return async (userId: string, { groupId, username }: Params<'group.addMember'>): Outcome<Group> => {
      const other = await store.account(username);
      const changed = changeAsOwner(userId, groupId, (people) =>
        other ? decide(people, other) : refuse('user_not_found'),
      );
      return after(changed, userId, groupId);
    };
  }

  return {
    list,
    get,
    async page(userId, groupId) {
      const found = await get(userId, groupId);
      return 'refused' in found ? found : { result: await store.page(groupId) };
    },
    async create(userId, { name, description = null }) {
      if (await isNameTaken(userId, name)) return refuse('group_name_taken');
      if (await hasMostGroups(userId)) return refuse('too_many_groups');
      return { result: await store.create(userId, { name, description }) };
    },
    async update(userId, { groupId, name, description }) {
      const isTaken = name !== undefined && (await isNameTaken(userId, name, groupId));
      const changed = changeAsOwner(userId, groupId, ({ members }) =>
        isTaken ? refuse('group_name_taken') : { name, description, members },
      );
      return after(changed, userId, groupId);
    },
    delete: (userId, { groupId }) => changeAsOwner(userId, groupId, () => ({ members: [] })),
    async addMember(userId, { groupId, username }) {
      const other = await store.account(username);
      const waiting = other ? (await store.invitationsOf(other.userId)).length : 0;
      const changed = changeAsOwner(userId, groupId, (people) =>
        other ? invite(people, other, { byId: userId, waiting }) : refuse('user_not_found'),
      );
      return after(changed, userId, groupId);
    },
    accept: (userId, { groupId }) => after(answering.accept(userId, groupId), userId, groupId),
    decline: (userId, { groupId }) => answering.decline(userId, groupId),
    removeMember: manage(remove),
    transfer: manage(({ members }, heir) => handOver(members, heir)),
    leave: (userId, { groupId }) =>
      change(userId, groupId, ({ members }) => remove({ members, invited: [] }, { userId })),
  };
}

/** Looks at the groups of a user. */
function createListing(store: GroupStore) {
  return {
    async list(
      userId: string,
      { name, after, limit = groupLimits.groups }: Params<'group.list'> = {},
    ): Promise<Result<'group.list'>> {
      const isMeant = (one: GroupName) => name === undefined || sameName(one.name) === sameName(name);
      const only =
        name === undefined
          ? null
          : (await store.namesOf(userId)).filter(isMeant).map(({ groupId }) => groupId);
      const found = await store.groupsOf(userId, { only, after: after ?? null, limit: limit + 1 });
      const groups = found.slice(0, limit);
      const invitations = (await store.invitationsOf(userId)).filter(isMeant);
      return { groups, next: found.length > limit ? (groups.at(-1)?.groupId ?? null) : null, invitations };
    },

    /** Whether another group of the user has this name, in capital or small letters, with or without spaces. */
    async isNameTaken(userId: string, name: string, except: string | null = null): Promise<boolean> {
      const groups = await store.namesOf(userId);
      return groups.some((group) => group.groupId !== except && sameName(group.name) === sameName(name));
    },

    hasMostGroups: async (userId: string) => (await store.namesOf(userId)).length >= groupLimits.groups,
  };
}

/** Answers invitations that the user can see. */
function createAnswering(store: GroupStore) {
  async function answer(userId: string, groupId: string, decide: Decide): Outcome<object> {
    const waiting = await store.invitationsOf(userId);
    const outcome = waiting.some((one) => one.groupId === groupId)
      ? await store.change(groupId, (people) =>
          isIn(people.invited, userId) ? decide(people) : refuse('invitation_not_found'),
        )
      : null;
    if (outcome === null) return refuse('invitation_not_found');
    return 'refused' in outcome ? outcome : { result: {} };
  }

  return {
    async accept(userId: string, groupId: string): Outcome<object> {
      if ((await store.namesOf(userId)).length >= groupLimits.groups) return refuse('too_many_groups');
      return answer(userId, groupId, ({ members, invited }) => ({
        members: [...members, { userId, role: 'member' }],
        invited: without(invited, userId),
      }));
    },
    decline: (userId: string, groupId: string): Outcome<object> =>
      answer(userId, groupId, ({ members, invited }) => ({ members, invited: without(invited, userId) })),
  };
}

function invite(
  { members, invited }: People,
  { userId }: Member,
  { byId, waiting }: { readonly byId: string; readonly waiting: number },
): GroupChange | Refused {
  if (isIn(members, userId)) return refuse('already_member');
  if (isIn(invited, userId)) return refuse('already_invited');
  if (Math.max(invited.length, waiting) >= groupLimits.invitations) return refuse('too_many_invitations');
  return { members, invited: [...invited, { userId, byId }] };
}

/** Removes a member, or takes an invitation back. */
function remove({ members, invited }: People, { userId }: Member): GroupChange | Refused {
  if (isIn(invited, userId)) return { members, invited: without(invited, userId) };
  if (!isIn(members, userId)) return refuse('not_member');
  if (isOwner(members, userId)) return refuse('owner_stays');
  return { members: without(members, userId) };
}

function without<T extends Member>(people: readonly T[], userId: string): T[] {
  return people.filter((one) => one.userId !== userId);
}

/** Makes the heir the owner, and the owner a member. */
function handOver(members: Members, heir: Member): GroupChange | Refused {
  if (!isIn(members, heir.userId)) return refuse('not_member');
  const roleOf = (userId: string) => (userId === heir.userId ? 'owner' : 'member');
  return { members: members.map(({ userId }) => ({ userId, role: roleOf(userId) })) };
}

function isIn(people: readonly Member[], userId: string): boolean {
  return people.some((one) => one.userId === userId);
}

function isOwner(members: Members, userId: string): boolean {
  return members.some((member) => member.userId === userId && member.role === 'owner');
}

/** Names that are equal like this look the same when people say them. */
function sameName(name: string): string {
  return foldedName(name).replace(/\s/gu, '');
}
