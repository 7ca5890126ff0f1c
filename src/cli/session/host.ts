import type { Config } from '../../config/load.ts';
import type { Node, NodeOptions } from '../../node/node.ts';
import { words } from '../../words/index.ts';
import { exitCodes } from '../exit.ts';
import { note } from '../output.ts';

/**
 * Starts a server in this process. If the disk is full, it ends the process, so that nobody waits for an
 * answer. By default, a person reads what the start waits for.
 */
export async function startHost(
  config: Config,
  options: Pick<NodeOptions, 'log' | 'tell'> = { tell: note },
): Promise<Node> {
  const { startNode } = await import('../../node/node.ts');
  return startNode({
    config,
    ...options,
    onFullDisk() {
      note(words.server.diskFull);
      process.exit(exitCodes.disk);
    },
  });
}
