import { closeSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { lockFolder } from '../../src/storage/database/folder/lock.ts';

/**
 * Takes and releases the lock of the given folder a given number of times, as fast as it can. Then it writes,
 * in one line of JSON, how often another process had the lock at the same time.
 */
const [folder = '', times] = process.argv.slice(2);
const marker = join(folder, 'inside');
let won = 0;
let crowded = 0;
while (won < Number(times)) {
  const outcome = await lockFolder(folder);
  if ('heldBy' in outcome) continue;
  won += 1;
  try {
    closeSync(openSync(marker, 'wx'));
  } catch {
    crowded += 1;
  }
  rmSync(marker, { force: true });
  outcome.ok.release();
}
process.stdout.write(`${JSON.stringify({ won, crowded })}\n`);
