import { spawnSync } from 'node:child_process';
import { judge } from './judge.ts';

/**
 * Fails if a package in the lock file has a known hole that is high or critical. Most packages are built into the
 * program, so those for development count too. Without a network the audit is left out.
 */
const { stdout } = spawnSync('npm', ['audit', '--json', '--fetch-retries=0'], {
  encoding: 'utf8',
  // On Windows npm is a script.
  shell: process.platform === 'win32',
});
const { passes, lines } = judge(stdout);
for (const line of lines) console.error(line);
process.exitCode = passes ? 0 : 1;
