import { lockFolder } from '../../src/storage/database/folder/lock.ts';

/** Takes the lock of the given folder, writes the outcome in one line of JSON, and runs until it is ended. */
const outcome = await lockFolder(process.argv[2] ?? '');
process.stdout.write(
  `${JSON.stringify('ok' in outcome ? { pid: process.pid } : { heldBy: outcome.heldBy?.pid })}\n`,
);
process.stdin.resume();
