import { readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { Config } from '../../config/load.ts';

/** The longest name that a server takes. */
const longest = 64;

/**
 * The name of this terminal among the sessions of a person: the machine and what is known of the terminal, so that two
 * of one machine can be told apart. `vm, profile dana, vscode, pts/3`
 */
export async function terminalName({
  profile,
  terminalProgram,
  isRemote,
}: Pick<Config, 'profile' | 'terminalProgram' | 'isRemote'>): Promise<string> {
  const parts = [
    hostname(),
    profile === null ? null : `profile ${profile}`,
    terminalProgram,
    isRemote ? 'ssh' : null,
    await device(),
  ];
  const name = parts
    .filter(Boolean)
    .join(', ')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '');
  return Array.from(name).slice(0, longest).join('');
}

/** The device of the terminal, as the command `who` names it; null if there is none, or this system does not tell. */
async function device(): Promise<string | null> {
  if (!process.stdin.isTTY) return null;
  const path = await readlink('/proc/self/fd/0').catch(() => '');
  return path.startsWith('/dev/') ? path.slice('/dev/'.length) : null;
}
