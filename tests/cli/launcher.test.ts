import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** Runs the launcher as if Node had this version. */
function launch(version: string): Promise<{ stdout: string; stderr: string; code: unknown }> {
  const pretend = `data:text/javascript,${encodeURIComponent(`
    Object.defineProperty(process, 'version', { value: 'v${version}' });
    Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`)}`;
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', pretend, 'bin/whist.js', '--help'], (error, stdout, stderr) =>
      resolve({ stdout, stderr, code: error?.code ?? 0 }),
    );
  });
}

test.each(['20.20.2', '22.17.1', '18.0.0'])('Node %s is told to be too old, in one sentence', async (old) => {
  expect(await launch(old)).toEqual({
    code: 1,
    stdout: '',
    stderr: `whist needs Node 22.18 or newer and this is v${old}; run it with npx, or install a newer Node.\n`,
  });
});

test('the launcher says the version as the program does', async () => {
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ['bin/whist.js', '--version']);
  expect(stdout).toBe((await run(process.execPath, ['src/cli/index.ts', '--version'])).stdout);
  const full = run('bash', ['-c', `'${process.execPath}' bin/whist.js --version > /dev/full`]);
  await expect(full).rejects.toMatchObject({ code: 74 });
});

test.each(['22.18.0', '24.0.0'])('Node %s runs the program', async (fit) => {
  expect(await launch(fit)).toEqual({ code: 0, stdout: expect.stringContaining('Usage: whist'), stderr: '' });
});
