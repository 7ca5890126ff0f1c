import { refuse, type Group, type GroupPage, type Params, type Refused } from '../protocol/index.ts';
import type { GroupStore, Member, Membership } from './ports.ts';

type Change =
  | { readonly method: 'group.update'; readonly params: Params<'group.update'> }
  | { readonly method: 'group.addMember'; readonly params: Params<'group.addMember'> }
  | { readonly method: 'group.removeMember'; readonly params: Params<'group.removeMember'> }
  | { readonly method: 'group.transfer'; readonly params: Params<'group.transfer'> };
type Ending =
  | { readonly method: 'group.delete'; readonly params: Params<'group.delete'> }
  | { readonly method: 'group.leave'; readonly params: Params<'group.leave'> };

/** Groups, with what each of their people may do. Who is not in a group is told that it is not there. */
export interface Groups {
  list(userId: string): Promise<{ groups: readonly Group[] }>;
  get(userId: string, groupId: string): Promise<{ result: Group } | Refused>;
  page(userId: string, groupId: string): Promise<{ result: GroupPage } | Refused>;
  create(userId: string, params: Params<'group.create'>): Promise<Group>;
  change(userId: string, change: Change): Promise<{ result: Group } | Refused>;
  end(userId: string, ending: Ending): Promise<{ result: object } | Refused>;
}

export function createGroups(store: GroupStore): Groups {
  async function find(userId: string, groupId: string): Promise<{ result: Group } | Refused> {
    const [group] = await store.groupsOf(userId, groupId);
    return group ? { result: group } : refuse('group_not_found');
  }

  async function change(
    userId: string,
    groupId: string,
    decide: (members: readonly Membership[]) => Membership[] | Refused,
    words: { readonly name?: string; readonly description?: string | null } = {},
  ): Promise<Refused | null> {
    const outcome = await store.change(groupId, (members) => {
      if (!members.some((member) => member.userId === userId)) return refuse('group_not_found');
      const next = decide(members);
      return 'refused' in next ? next : { ...words, members: next };
    });
    if (outcome === null) return refuse('group_not_found');
    return 'refused' in outcome ? outcome : null;
  }

  return {
    list: async (userId) => ({ groups: await store.groupsOf(userId) }),
    get: find,
    async page(userId, groupId) {
      const found = await find(userId, groupId);
      return 'refused' in found ? found : { result: await store.page(groupId) };
    },
    create: (userId, { name, description = null }) => store.create(userId, { name, description }),

    async change(userId, { method, params }) {
      const { groupId } = params;
      const other = 'username' in params ? await store.account(params.username) : null;
      const refused = await change(
        userId,
        groupId,
        (members) => {
          if (!isOwner(members, userId)) return refuse('not_owner');
          if (method === 'group.update') return [...members];
          return other ? manage(members, method, other) : refuse('user_not_found');
        },
        method === 'group.update' ? params : {},
      );
      return refused ?? find(userId, groupId);
    },

    async end(userId, { method, params }) {
      const refused = await change(userId, params.groupId, (members) => {
        const owns = isOwner(members, userId);
        if (method === 'group.delete') return owns ? [] : refuse('not_owner');
        return owns ? refuse('owner_stays') : members.filter((member) => member.userId !== userId);
      });
      return refused ?? { result: {} };
    },
  };
}

/** What the owner makes of the members. */
function manage(
  members: readonly Membership[],
  method: 'group.addMember' | 'group.removeMember' | 'group.transfer',
  other: Member,
): Membership[] | Refused {
  const isIn = members.some(({ userId }) => userId === other.userId);
  if (method === 'group.addMember')
    return isIn ? refuse('already_member') : [...members, { userId: other.userId, role: 'member' }];
  if (!isIn) return refuse('not_member');
  if (method === 'group.transfer')
    return members.map(({ userId }) => ({
      userId,
      role: userId === other.userId ? 'owner' : 'member',
    }));
  if (isOwner(members, other.userId)) return refuse('owner_stays');
  return members.filter(({ userId }) => userId !== other.userId);
}

function isOwner(members: readonly Membership[], userId: string): boolean {
  return members.some((member) => member.userId === userId && member.role === 'owner');
}
