import { v4 as uuid } from 'uuid';
import { expect } from 'vitest';
import { testDatabases } from '../../support/database.ts';
import { serverTest } from '../../support/server-test.ts';
import { fourPlayers, newTable, sitDown } from '../../support/table.ts';
import { Refused } from '../../support/wire.ts';
import { expectFolded } from '../tables.ts';
import { tell, type Changed } from '../tell.ts';

const onServer = serverTest({ databases: testDatabases });

onServer('a change for another version is refused, and the refusal has the current state', async (server) => {
  const table = await newTable(server);
  const { code, players } = table;
  const { version } = await players[1].call('auction.pass', { code });
  const state = await table.state();
  for (const stale of [version - 1, version + 1, 1]) {
    const refused: unknown = await players[2]
      .call('auction.pass', { code, version: stale })
      .catch((error: unknown) => error);
    if (!(refused instanceof Refused)) throw new Error('a stale version is accepted');
    expect([refused.reason, refused.data]).toEqual([
      'version_conflict',
      { reason: 'version_conflict', version, state },
    ]);
  }
  expect(await table.state()).toEqual(state);
  expect((await players[2].call('auction.pass', { code, version })).version).toBe(version + 1);
});

onServer('if several players act on one version at the same moment, one of them wins', async (server) => {
  const four = await fourPlayers(server);
  const tables = await Promise.all(Array.from({ length: 5 }, () => sitDown(four, { at: 'playing' })));
  for (const playing of tables) {
    const { version } = await playing.state();
    const { code, gameId } = playing;
    const answers = await Promise.all(
      four.flatMap((player) => [
        tell(player, 'trick.claim', { code, version }),
        tell(player, 'trick.claim', { code, version, commandId: uuid() }),
      ]),
    );
    const won = answers.filter((answer): answer is Changed => typeof answer !== 'string');
    expect(answers.filter((answer) => typeof answer === 'string')).toEqual(
      Array.from({ length: 7 }, () => 'version_conflict'),
    );
    expect(won.map((answer) => answer.version)).toEqual([version + 1]);
    const { round } = await playing.state();
    expect(round?.tricks.reduce((sum, n) => sum + n)).toBe(1);
    await expectFolded(server.db, gameId);
  }
});

onServer(
  'without a version all changes at the same moment are accepted, one after the other',
  async (server) => {
    const { code, players } = await newTable(server, { at: 'playing' });
    const said = [0, 1, 2].flatMap(() => players.map((player) => player.call('trick.claim', { code })));
    const versions = (await Promise.all(said)).map(({ version }) => version).toSorted((a, b) => a - b);
    expect(versions).toEqual(versions.map((_, i) => (versions[0] ?? 0) + i));
    const { state } = await players[0].call('trick.claim', { code });
    expect(state).toMatchObject({ status: 'round_complete', round: { tricks: [4, 3, 3, 3] } });
  },
);
