import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { RoomState } from '../../src/protocol/index.ts';
import type { Db } from '../../src/storage/schema/db.ts';
import { verdictOf } from './checks.ts';
import { openClub, type Witness } from './club.ts';
import { reliabilityPage, type Reliability } from './report.ts';
import type { Sent } from './terminal.ts';
import { serverTest } from '../support/server-test.ts';

const onServer = serverTest();

/** Two tables play for a while, and nothing happens to them. */
async function play(url: string): Promise<Witness> {
  const club = await openClub({ seed: 1, tables: 2, servers: [() => url], seatsAt: () => [() => url] });
  await club.answered(150);
  return club.end();
}

const isChange = ({ fate, code }: Sent) => code !== null && fate.is === 'acknowledged';

onServer(
  'the checks of the torture accept a server that keeps its promises, and find each broken one',
  async ({ db, url }) => {
    const witness = await play(url);
    const verdict = await verdictOf(db, witness);
    expect(verdict).toMatchObject({ broken: [] });
    expect(verdict.acknowledged).toBeGreaterThan(100);
    expect(verdict.refused).toBeGreaterThan(0);
    expect(witness.revoked.tried).toBeGreaterThan(0);
    const change = witness.sent.find(isChange);
    const refused = witness.sent.find(({ fate }) => fate.is === 'refused');
    const [room] = witness.rooms;
    if (!change || !refused || !room) throw new Error('the club did nothing');
    const lies: readonly (readonly [string, Partial<Witness>])[] = [
      ['was acknowledged and is not in the log', { sent: [{ ...change, commandId: randomUUID() }] }],
      ['was acknowledged at 99', { sent: [{ ...change, fate: { is: 'acknowledged', version: 99 } }] }],
      ['was refused and is in the log', { sent: [{ ...refused, commandId: change.commandId }] }],
      ['was answered 3, then 4', { sent: [{ ...change, contradictions: ['3, then 4'] }] }],
      ['room ABC123 is there 0 times', { codes: ['ABC123'] }],
      ['views of room', { rooms: [{ ...room, heard: [{ ...room.told[0], version: 99 } as RoomState] }] }],
      ['1 revoked tokens were taken', { revoked: { tried: 1, taken: 1 } }],
    ];
    for (const [sentence, lie] of lies) {
      const { broken } = await verdictOf(db, { ...witness, ...lie });
      expect(broken.join('\n')).toContain(sentence);
    }
    await damage(db, room.code);
    const { broken } = await verdictOf(db, witness);
    expect(broken.join('\n')).toMatch(/room \w+ has version \d+/);
    expect(broken.join('\n')).toContain('the log does not give');
  },
);

/** Takes away the last entry of a log. */
async function damage(db: Db, code: string): Promise<void> {
  await sql`
    delete from game_events e using games g
    where g.id = e.game_id and g.room_code = ${code} and e.seq = g.version`.execute(db);
}

test('docs/reliability.md says what docs/reliability.json says', async () => {
  const results = JSON.parse(await readFile('docs/reliability.json', 'utf8')) as Reliability;
  expect(await readFile('docs/reliability.md', 'utf8')).toBe(reliabilityPage(results));
});
