import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { RoomState } from '../../../src/protocol/index.ts';
import { makeHome, whist, type Home } from '../../support/cli.ts';
import { pathWithWhist } from '../../support/path.ts';
import { inShell, onTerminal, type OnTerminal } from '../../support/pty.ts';

let home: Home;
beforeAll(async () => {
  home = await makeHome();
});
afterAll(() => home.remove());

/** Four people sit down at one device. */
async function sitDown(terminal: OnTerminal): Promise<void> {
  for (const [i, name] of ['Dana', 'Yossi', 'Noa', 'Amir'].entries()) {
    await terminal.shows(`player ${i + 1}`);
    terminal.type(`${name}\r`);
  }
  await terminal.shows('Who won the auction?');
}

test('a usual round takes twelve keys, from the deal to the next deal', async () => {
  const terminal = onTerminal(['play', '--json'], home);
  await sitDown(terminal);
  // Seat 2 won with 6 hearts; contracts 6, 3, 2 and 4; tricks 3, 5, 5, and what is left; recorded; dealt.
  const keys = ['2', '6', 'h', '6', '3', '2', '4', '3', '5', '5', '\r', '\r'];
  expect(keys.length).toBeLessThanOrEqual(12);
  for (const key of keys) terminal.type(key);
  await terminal.shows('Round 2 · auction');
  terminal.type('q');
  const { screen, exitCode } = await terminal.ended;
  expect(exitCode).toBe(0);
  const state = JSON.parse(/\{.*\}/.exec(screen)?.[0] ?? '') as RoomState;
  expect(state.rounds).toMatchObject([
    {
      trump: { seat: 1, amount: 6, suit: 'hearts' },
      contracts: [4, 6, 3, 2],
      tricks: [3, 5, 5, 0],
    },
  ]);
});

test('n at the end begins a rematch of the same four', async () => {
  const terminal = onTerminal(['play', '--rounds', '1'], home);
  await sitDown(terminal);
  terminal.type('26h63243');
  await terminal.shows('Round 1 of 1 · play');
  terminal.type('55\r');
  await terminal.shows('n rematch');
  terminal.type('n');
  await terminal.showsNow('Round 1 of 1 · auction');
  terminal.type('q');
  await terminal.shows('Come back with `whist play');
  expect((await terminal.ended).exitCode).toBe(0);
});

test('the commands that are told at the end find the games of another folder', async () => {
  const env = { ...home.env, PATH: await pathWithWhist(home) };
  /** Runs a command line as a shell does, with the folder as it was told. */
  const run = (line: string) => promisify(execFile)('bash', ['-c', line], { env });
  const folder = join(home.folder, "club's games");
  const first = onTerminal(['play', '--rounds', '1', '--data-dir', folder], home);
  await sitDown(first);
  first.type('q');
  const [, comeBack = ''] = /Come back with `(.*)`/.exec((await first.ended).screen) ?? [];
  expect(comeBack).toMatch(/^whist play \w{6} --data-dir /);
  const [, flag = ''] = /( --data-dir .*)$/.exec(comeBack) ?? [];
  const [, , code = ''] = comeBack.split(' ');

  const again = onTerminal(['play', code, '--data-dir', folder], home);
  await again.shows('Who won the auction?');
  again.type('26h63243');
  await again.shows('Round 1 of 1 · play');
  again.type('55\r');
  await again.shows('n rematch');
  again.type('q');
  const [, game = ''] = /The score table stays: `(.*)`/.exec((await again.ended).screen) ?? [];
  expect(game).toBe(`whist game ${code}${flag}`);
  expect((await run(game)).stdout).toContain('6♥');
  expect((await run(`whist history${flag}`)).stdout).toContain(code);
  expect((await run(`whist stats${flag}`)).stdout).not.toContain(code);
});

test('every data folder has accounts of its own', async () => {
  const codes: string[] = [];
  for (const name of ['first', 'second']) {
    const folder = join(home.folder, name);
    await cp(inject('templates').dataDir, folder, { recursive: true });
    const terminal = onTerminal(['play', '--data-dir', folder], home);
    await sitDown(terminal);
    terminal.type('q');
    codes.push(/whist play (\w{6}) --data-dir/.exec((await terminal.ended).screen)?.[1] ?? '');
  }
  const [code = ''] = codes;
  const game = await whist(['game', code, '--data-dir', join(home.folder, 'first')], { home });
  expect(game).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(`Game ${code}`) as string });
});

test('a name that is there already is asked for again, and Ctrl-D ends quietly', async () => {
  const terminal = onTerminal(['play'], home);
  for (const name of ['Dana', 'dana', 'Yossi']) {
    await terminal.shows(`player ${name === 'Yossi' ? 2 : 1}`);
    terminal.type(`${name}\r`);
    if (name === 'dana') await terminal.shows('Another name at this table looks like this one');
  }
  await terminal.shows('player 3');
  terminal.type('\u0004');
  const { exitCode, screen } = await terminal.ended;
  expect(exitCode).toBe(130);
  expect(screen).not.toContain('AbortError');
});

test('Ctrl-Z and its signal stop the program, the shell has its terminal, and fg draws the screen again', async () => {
  const terminal = inShell(['play'], home);
  await terminal.shows('player 1');
  terminal.type('Da\u001a');
  await terminal.shows('Stopped');
  terminal.type('echo job $(jobs -p) echoes $(stty -a | grep -c " echo "); fg; echo it ended with $?\r');
  const told = await terminal.shows('echoes 1');
  terminal.type('na\rYossi\r');
  await terminal.shows('player 3');
  terminal.type('Noa\rAmir\r');
  await terminal.shows('Who won the auction?');
  terminal.type('2');
  await terminal.shows('How many tricks did they bid?');
  process.kill(Number(/job (\d+) echoes/.exec(told)?.[1]), 'SIGTSTP');
  await terminal.shows('it ended with 148');
  terminal.type('echo again $(stty -a | grep -c " echo "); fg; echo it ended with $?\r');
  await terminal.shows('again 1');
  terminal.type('6');
  await terminal.shows('In which suit?');
  // The Hebrew layout types this for q.
  terminal.type('/');
  await terminal.shows('it ended with 0');
  terminal.type('exit\r');
  await terminal.ended;
});
