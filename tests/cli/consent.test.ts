import { expect, test } from 'vitest';
import { hostForFile, jsonOf } from '../support/host.ts';
import { playShortGame } from '../support/short-game.ts';

const host = hostForFile();

test('a game counts when its player agrees, until they say that they did not play it', async () => {
  const dana = await host().person('dana', 'Dana');
  const noa = await host().person('noa', 'Noa Levi');
  const { code } = await playShortGame(dana);
  expect((await dana.run('claim', 'offer', code, 'Noa', 'noa')).stderr).toBe(
    'You have offered the games of the guest Noa; Noa Levi (noa) has to agree.\n',
  );
  expect((await noa.run('notices')).stdout).toMatch(
    / {2}Dana wants games to count for you: `whist claim list` shows them, and you agree or refuse\.\n$/,
  );
  expect((await noa.run('notices')).stdout).toBe('There is no news.\n');
  expect(jsonOf(await noa.run('notices', '--all', '--json'))).toMatchObject({
    notices: [{ kind: 'claim_offered' }],
  });
  expect((await noa.run('claim')).stdout).toMatch(
    /[0-9a-f-]{36} {2}Dana \(dana\) wants one game of \d{4} to count for you\.\nRefuse with `whist claim drop dana`/,
  );
  expect((await noa.run('claim', 'approve', 'dana')).stderr).toBe('1 game of Noa went over to noa.\n');
  expect((await noa.run('history')).stdout).toContain(code);
  expect((await noa.run('claim', 'disown', code)).stderr).toBe(
    `Game ${code} does not count for you any more. A guest has your seat.\n`,
  );
  expect((await noa.run('history')).stdout).toBe('No game has been finished yet.\n');
  const { stdout } = await dana.run('notices');
  const sentences = stdout.trim().split('\n');
  expect(sentences.map((line) => line.replace(/^\S+ \S+ +/, '')).toSorted()).toEqual([
    'Noa Levi agreed: one game counts now.',
    `Noa Levi did not play in game ${code}. A guest has the seat now.`,
  ]);
});

test('somebody who is blocked is not told, and cannot reach the one who blocked them', async () => {
  const ruth = await host().person('ruth', 'Ruth');
  const tal = await host().person('tal', 'Tal');
  const { code } = await playShortGame(ruth);
  expect((await tal.run('block', 'RUTH')).stderr).toBe(
    'RUTH is blocked and is not told. `whist unblock RUTH` ends it.\n',
  );
  expect((await tal.run('block')).stdout).toBe('Ruth (ruth)\n');
  const offered = await ruth.run('claim', 'offer', code, 'Noa', 'tal');
  expect(offered).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('Tal (tal) has to agree') });
  expect((await tal.run('claim')).stdout).toMatch(/^No claim is open\./);
  expect((await tal.run('unblock', 'ruth')).stderr).toBe('ruth can reach you again.\n');
  expect((await tal.run('block')).stdout).toBe('You have blocked nobody.\n');
  const nobody = await tal.run('block', 'nobody', '--json');
  expect(nobody).toMatchObject({ exitCode: 65, stdout: expect.stringContaining('user_not_found') });

  await tal.run('profile', 'set', '--visible', 'nobody');
  expect(await ruth.run('stats', 'tal')).toMatchObject({
    exitCode: 65,
    stderr: 'There is no such player, or they do not show you their page.\n',
  });
  expect((await tal.run('stats', 'tal')).stdout).toBe('Tal (tal)\nNo game finished yet.\n');
});

test('an invitation to a group can be declined, taken back, and blocked', async () => {
  const gil = await host().person('gil', 'Gil');
  const avi = await host().person('avi', 'Avi');
  const invite = () => gil.run('group', 'add', 'Friday', 'avi');
  const groups = async () => (await avi.run('group')).stdout;
  await gil.run('group', 'create', 'Friday');
  expect((await invite()).stdout).toMatch(/\nAvi \(avi\) +invited +since \d{4}-\d\d-\d\d\n$/);
  expect(await groups()).toMatch(/^Invitations, .*\n {2}Friday: Gil \(gil\) invites you, 1 member\n$/);
  expect((await avi.run('group', 'decline', 'friday')).stderr).toBe(
    'You have declined the invitation to Friday.\n',
  );
  expect(await groups()).toMatch(/^You are in no group yet/);
  await invite();
  expect((await gil.run('group', 'remove', 'Friday', 'avi')).stdout).not.toContain('Avi');
  expect(await avi.run('group', 'decline', 'friday')).toMatchObject({
    exitCode: 65,
    stderr: 'You have no invitation to friday; see `whist group list`.\n',
  });
  await invite();
  expect((await avi.run('block', 'Friday')).exitCode).toBe(0);
  expect(await groups()).toMatch(/^You are in no group yet/);
  expect((await avi.run('block')).stdout).toMatch(/^the group Friday \([0-9a-f-]{36}\)\n$/);
});
