import {
  foldedName,
  refuse,
  type Group,
  type GroupPage,
  type Params,
  type Refused,
} from '../protocol/index.ts';
import type { GroupChange, GroupStore, Member, Membership } from './ports.ts';

type Outcome<T> = Promise<{ readonly result: T } | Refused>;

/** Groups, and the rights of their members. Anybody else is told that there is no such group. */
export interface Groups {
  list(userId: string): Promise<{ groups: readonly Group[] }>;
  get(userId: string, groupId: string): Outcome<Group>;
  page(userId: string, groupId: string): Outcome<GroupPage>;
  create(userId: string, params: Params<'group.create'>): Outcome<Group>;
  update(userId: string, params: Params<'group.update'>): Outcome<Group>;
  delete(userId: string, params: Params<'group.delete'>): Outcome<object>;
  addMember(userId: string, params: Params<'group.addMember'>): Outcome<Group>;
  removeMember(userId: string, params: Params<'group.removeMember'>): Outcome<Group>;
  transfer(userId: string, params: Params<'group.transfer'>): Outcome<Group>;
  leave(userId: string, params: Params<'group.leave'>): Outcome<object>;
}

type Members = readonly Membership[];

export function createGroups(store: GroupStore): Groups {
  async function get(userId: string, groupId: string): Outcome<Group> {
    const [group] = await store.groupsOf(userId, groupId);
    return group ? { result: group } : refuse('group_not_found');
  }

  /** Changes a group that the user is in. */
  async function change(
    userId: string,
    groupId: string,
    decide: (members: Members) => GroupChange | Refused,
  ): Outcome<object> {
    const outcome = await store.change(groupId, (members) =>
      isIn(members, userId) ? decide(members) : refuse('group_not_found'),
    );
    if (outcome === null) return refuse('group_not_found');
    return 'refused' in outcome ? outcome : { result: {} };
  }

  /** A change that only the owner may make. */
  function changeAsOwner(
    userId: string,
    groupId: string,
    decide: (members: Members) => GroupChange | Refused,
  ): Outcome<object> {
    return change(userId, groupId, (members) =>
      isOwner(members, userId) ? decide(members) : refuse('not_owner'),
    );
  }

  /** The group after a change, as the user sees it. */
  async function after(changed: Outcome<object>, userId: string, groupId: string): Outcome<Group> {
    const outcome = await changed;
    return 'refused' in outcome ? outcome : get(userId, groupId);
  }

  /** Whether another group of the user has this name, in capital or small letters, with or without spaces. */
  async function isNameTaken(userId: string, name: string, except: string | null = null): Promise<boolean> {
    const groups = await store.groupsOf(userId);
    return groups.some((group) => group.groupId !== except && sameName(group.name) === sameName(name));
  }

  /** A change by the owner that concerns another account. */
  function manage(decide: (members: Members, other: Member) => GroupChange | Refused) {
    return async (userId: string, { groupId, username }: Params<'group.addMember'>): Outcome<Group> => {
      const other = await store.account(username);
      const changed = changeAsOwner(userId, groupId, (members) =>
        other ? decide(members, other) : refuse('user_not_found'),
      );
      return after(changed, userId, groupId);
    };
  }

  return {
    list: async (userId) => ({ groups: await store.groupsOf(userId) }),
    get,
    async page(userId, groupId) {
      const found = await get(userId, groupId);
      return 'refused' in found ? found : { result: await store.page(groupId) };
    },
    async create(userId, { name, description = null }) {
      if (await isNameTaken(userId, name)) return refuse('group_name_taken');
      return { result: await store.create(userId, { name, description }) };
    },
    async update(userId, { groupId, name, description }) {
      const isTaken = name !== undefined && (await isNameTaken(userId, name, groupId));
      const changed = changeAsOwner(userId, groupId, (members) =>
        isTaken ? refuse('group_name_taken') : { name, description, members },
      );
      return after(changed, userId, groupId);
    },
    delete: (userId, { groupId }) => changeAsOwner(userId, groupId, () => ({ members: [] })),
    addMember: manage(add),
    removeMember: manage(remove),
    transfer: manage(handOver),
    leave: (userId, { groupId }) => change(userId, groupId, (members) => remove(members, { userId })),
  };
}

function add(members: Members, { userId }: Member): GroupChange | Refused {
  if (isIn(members, userId)) return refuse('already_member');
  return { members: [...members, { userId, role: 'member' }] };
}

function remove(members: Members, { userId }: Member): GroupChange | Refused {
  if (!isIn(members, userId)) return refuse('not_member');
  if (isOwner(members, userId)) return refuse('owner_stays');
  return { members: members.filter((member) => member.userId !== userId) };
}

/** Makes the heir the owner, and the owner a member. */
function handOver(members: Members, heir: Member): GroupChange | Refused {
  if (!isIn(members, heir.userId)) return refuse('not_member');
  const roleOf = (userId: string) => (userId === heir.userId ? 'owner' : 'member');
  return { members: members.map(({ userId }) => ({ userId, role: roleOf(userId) })) };
}

function isIn(members: Members, userId: string): boolean {
  return members.some((member) => member.userId === userId);
}

function isOwner(members: Members, userId: string): boolean {
  return members.some((member) => member.userId === userId && member.role === 'owner');
}

/** Names that are equal like this look the same when people say them. */
function sameName(name: string): string {
  return foldedName(name).replace(/\s/gu, '');
}
