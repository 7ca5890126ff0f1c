import type { Config } from '../../config/load.ts';
import type { Log } from '../../config/log.ts';
import type { Node } from '../../node/node.ts';
import { words } from '../../words/index.ts';
import { exitCodes } from '../exit.ts';
import { note } from '../output.ts';

/**
 * Starts a server in this process. If the disk is full, it ends the process, so that nobody waits for an
 * answer.
 */
export async function startHost(config: Config, log?: Log): Promise<Node> {
  const { startNode } = await import('../../node/node.ts');
  return startNode({
    config,
    ...(log && { log }),
    onFullDisk() {
      note(words.server.diskFull);
      process.exit(exitCodes.disk);
    },
  });
}
