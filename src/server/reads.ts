import type { Reads, Services } from './services.ts';

export function createReads(services: Services): Reads {
  const { accounts, blocks, claims, groups, history, notices, rooms, sheets } = services;
  return {
    'auth.me': async ({ identity }) => ({ result: identity.user }),

    'account.get': async ({ userId }) => ({ result: await accounts.profile(userId) }),
    'account.blocks': async ({ userId }) => ({ result: await blocks.list(userId) }),
    'account.sessions': async ({ identity }) => ({ result: await accounts.sessions(identity) }),

    'notice.list': async ({ identity }, params) => ({ result: await notices.list(identity, params) }),

    'room.watch': ({ member }, params) => rooms.watch(member, params),
    'room.state': ({ member }, params) => rooms.state(member, params),
    'room.list': async ({ userId }) => ({ result: await history.rooms(userId) }),

    'claim.list': async ({ userId }) => ({ result: await claims.list(userId) }),

    'group.list': async ({ userId }, params) => ({ result: await groups.list(userId, params) }),
    'group.get': ({ userId }, { groupId }) => groups.get(userId, groupId),

    'game.get': ({ userId }, { id }) => history.game(userId, id),
    async 'game.log'({ userId }, params) {
      const found = await history.gameId(userId, params.id);
      return 'refused' in found ? found : { result: await rooms.log(found.result, params) };
    },

    'stats.group': ({ userId }, { groupId }) => groups.page(userId, groupId),
    'stats.bests': ({ userId }, { id }) => history.bests(userId, id),
    'stats.leaderboard': ({ userId }, params) => history.leaderboard(userId, params),
    'stats.opponents': ({ userId, identity }, { username = identity.user.username }) =>
      history.opponents(userId, username),
    'stats.player': ({ userId, identity }, { username = identity.user.username }) =>
      history.player(userId, username),
    'stats.history': ({ identity }, params) => {
      const { username = identity.user.username, before = null, limit = 20 } = params;
      return history.finished(identity.userId, username, { before, limit });
    },

    'sheets.export': ({ userId }, params) => sheets.export(userId, params),
  };
}
