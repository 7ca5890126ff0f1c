import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { program, quick, type Home } from './cli.ts';

/** A path on which `whist` is the real program, as it would be once installed. */
export async function pathWithWhist({ folder, env }: Home): Promise<string> {
  const bin = join(folder, 'bin');
  const file = join(bin, 'whist');
  await mkdir(bin, { recursive: true });
  await writeFile(file, `#!/bin/sh\nexec "${process.execPath}" ${quick} "${program}" "$@"\n`);
  await chmod(file, 0o755);
  return `${bin}:${env['PATH'] ?? ''}`;
}
