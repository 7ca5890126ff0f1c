import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { methods } from '../../../src/protocol/index.ts';
import type { PerSeat } from '../../../src/rules/index.ts';
import { sheetNumber } from '../../sheets/sheets.ts';
import { oneDatabase } from '../../support/database.ts';
import { startServer, type Player, type TestServer } from '../../support/server.ts';
import { fourPlayers, sitDown } from '../../support/table.ts';
import { connect } from '../../support/wire.ts';
import { tell } from '../tell.ts';
import { leavingNoTrace } from './trace.ts';

interface Fields {
  readonly required?: readonly string[];
}

describe.each(oneDatabase)('without a login, on $name', (database) => {
  let server: TestServer;
  let four: PerSeat<Player>;
  beforeAll(async () => {
    server = await startServer(database);
    four = await fourPlayers(server);
  });
  afterAll(() => server.stop());

  test('before a login every method that requires one is refused', async () => {
    const { code, gameId } = await sitDown(four, { at: 'waiting' });
    const userId = four[1].user.id;
    const values: Readonly<Record<string, unknown>> = {
      code,
      id: gameId,
      groupId: gameId,
      claimId: gameId,
      sessionId: gameId,
      userId,
      username: 'dana',
      name: 'Whist',
      displayName: 'Grandma',
      password: 'correct horse',
      newPassword: 'another horse',
      seat: 1,
      seats: four.map(({ user }) => user.id),
      amount: 5,
      suit: 'clubs',
      tricks: [13, 0, 0, 0],
      round: 1,
      watchers: 'nobody',
      sheets: [sheetNumber(1)],
    };
    const stranger = await connect(server.url);
    await leavingNoTrace(server, async () => {
      for (const [name, { access, params }] of Object.entries(methods)) {
        if (access === 'anybody' || access === 'operator') continue;
        // A substitute or a block can be named in several ways, so no single field is required.
        const { required = [], oneOf = [] } = params as Fields & { readonly oneOf?: readonly Fields[] };
        const needed = [...required, ...(oneOf[0]?.required ?? [])];
        const request = Object.fromEntries(needed.map((param) => [param, values[param]]));
        expect([name, await tell(stranger, name, request)]).toEqual([name, 'unauthenticated']);
      }
    });
    await stranger.close();
  });

  test('after a logout a socket may do nothing, gets no news and is gone from the table', async () => {
    const { code, state } = await sitDown(four, { at: 'waiting' });
    const player = await server.person().then(server.enter);
    await player.call('room.watch', { code });
    await player.call('auth.logout', {});
    expect(await player.refused('room.state', { code })).toBe('unauthenticated');
    const { accessToken } = player;
    expect(await player.refused('auth.resume', { accessToken })).toBe('invalid_token');
    const { seats } = await state();
    await four[0].call('room.seats', { code, seats: seats.map((seat) => seat?.userId ?? null) });
    expect(player.updates).toEqual([]);
    await player.close();
    await four[0].call('room.state', { code });
  });
});
