import { sql } from 'kysely';
import type { MethodName, Params } from '../../../src/protocol/index.ts';
import type { Player, TestServer } from '../../support/server.ts';
import { enter, type Prepared } from './prepared.ts';

/** An action of an operator with a token of their own, who looks at the entries that it has in the audit log. */
async function action<M extends MethodName>(
  server: TestServer,
  method: M,
  paramsFor: (other: Player) => Omit<Params<M>, 'operatorToken'> | Promise<Omit<Params<M>, 'operatorToken'>>,
): Promise<Prepared> {
  const [by, other] = [await enter(server, 'Operator'), await enter(server, 'Dana')];
  const operatorToken = await server.operatorToken();
  const { jti } = JSON.parse(Buffer.from(operatorToken.split('.')[1] ?? '', 'base64url').toString()) as {
    jti: string;
  };
  return {
    by,
    method,
    params: { operatorToken, ...(await paramsFor(other)) },
    async look(player) {
      const { actions } = await player.call('admin.log', { operatorToken, limit: 100 });
      return actions.filter(({ tokenId }) => tokenId === jti).map((one) => one.method);
    },
    after: [method],
  };
}

const username = ({ user }: Player) => ({ username: user.username });

/** One of every kind of write that an operator sends. */
export const operatorWrites = {
  'admin.broadcast': (server) => action(server, 'admin.broadcast', () => ({ message: 'Good night' })),
  'admin.disable': (server) => action(server, 'admin.disable', username),
  'admin.enable': (server) => action(server, 'admin.enable', username),
  'admin.resetPassword': (server) => action(server, 'admin.resetPassword', username),
  'admin.rename': (server) =>
    action(server, 'admin.rename', ({ user }) => ({
      username: user.username,
      newUsername: `n${user.username.slice(1)}`,
    })),
  'admin.close': (server) =>
    action(server, 'admin.close', async (host) => {
      const { code } = await host.call('room.create', {});
      return { code };
    }),
  'admin.prune': (server) =>
    action(server, 'admin.prune', async (host) => {
      const { gameId } = await host.call('room.create', {});
      await sql`
        with gone as (update presences set is_connected = false where game_id = ${gameId}::uuid)
        update game_events set created_at = created_at - interval '2 days' where game_id = ${gameId}::uuid`.execute(
        server.db,
      );
      return { emptyRoomsOlderThanDays: 1 };
    }),
  'admin.token': (server) => action(server, 'admin.token', () => ({})),
} satisfies Partial<Record<MethodName, (server: TestServer) => Promise<Prepared>>>;
