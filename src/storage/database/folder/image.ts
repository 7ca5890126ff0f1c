import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** The ready image beside the built program; `scripts/image.ts` makes it. The source has none. */
const shipped = join(import.meta.dirname, 'database.tar.zst');

/**
 * Makes a database in a folder that is not there yet: empty, with the schema in it. PostgreSQL itself takes
 * two seconds to make one, and the migrations another. Returns whether there is an image; without one nothing is done.
 */
export async function unpackImage(folder: string, image = shipped): Promise<boolean> {
  if (!existsSync(image)) return false;
  const { extract } = await import('tar');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // A file that cannot be written is an error, and not left out. For root too, the files belong to the user who
  // starts the program, not to the one who built it.
  extract({ file: image, cwd: folder, sync: true, strict: true, preserveOwner: false });
  return true;
}
