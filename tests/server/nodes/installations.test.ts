import { expect, inject, onTestFinished, test } from 'vitest';
import { testDatabases } from '../../support/database.ts';
import { eventually } from '../../support/redis.ts';
import { startServer, type Player, type TestServer } from '../../support/server.ts';

const { redis } = inject('templates');

/** With PostgreSQL the nodes are as a club has them. */
const database = testDatabases.at(-1);
if (!database) throw new Error('the embedded database is always there');

async function startClub(number: number): Promise<TestServer> {
  const server = await startServer(database as NonNullable<typeof database>, {
    redisUrl: new URL(`/${number}`, redis ?? '').href,
  });
  onTestFinished(() => server.stop());
  return server;
}

/** The broadcasts that a terminal got. */
const heardBy = ({ frames }: Player) =>
  new Set(frames.flatMap((frame) => /"admin\.broadcast".*(club [A-C])/.exec(frame)?.[1] ?? []));

test.runIf(redis !== null)('clubs that share a Redis do not hear the broadcasts of each other', async () => {
  const [club, other] = [await startClub(7), await startClub(8)];
  const twin = await club.twin();
  const dana = await club.enter(await club.person());
  const yossi = await twin.enter(await club.person('Yossi'));
  const noa = await other.enter(await other.person('Noa'));

  /** Tells a club until this terminal has heard it: a node may not have reached Redis yet. */
  async function tell(server: TestServer, message: string, listener: Player) {
    const teller = server === club ? dana : noa;
    await eventually(async () => {
      const operatorToken = await server.operatorToken();
      await teller.call('admin.broadcast', { operatorToken, message });
      return heardBy(listener).has(message);
    });
  }
  await tell(other, 'club B', noa);
  await tell(club, 'club A', yossi);
  await tell(other, 'club C', noa);
  expect([dana, yossi, noa].map(heardBy)).toEqual([
    new Set(['club A']),
    new Set(['club A']),
    new Set(['club B', 'club C']),
  ]);
});
