import { offersTold } from '../notices/index.ts';
import type { Params } from '../protocol/index.ts';
import type { Answer } from '../rooms/index.ts';
import { encoded } from './once.ts';
import type { Services } from './services.ts';

/**
 * Imports score sheets once. An import takes many transactions, so its answer is stored at the end. If it is
 * done again before that, it finds its games and changes nothing more. If it is sent again while it runs on
 * this node, it waits.
 */
export function createImports({ commands, notices, rooms, sheets }: Services) {
  const running = new Map<string, Promise<Answer>>();

  /** Lets the rooms that are open here read the games that were replaced, also if another node replaced them. */
  async function catchUp({ replace }: Params<'sheets.import'>): Promise<void> {
    if (replace === true) await rooms.pulse();
  }

  async function run(userId: string, params: Params<'sheets.import'>): Promise<Answer> {
    const command = { senderId: userId, commandId: params.commandId, method: 'sheets.import' } as const;
    const before = await commands.find(command);
    if (before) {
      await catchUp(params);
      return encoded(before);
    }
    const { result, offers } = await sheets.import(userId, params);
    notices.tell(offersTold(offers, userId));
    await catchUp(params);
    return encoded(await commands.once(command, async () => ({ result })));
  }

  return (userId: string, params: Params<'sheets.import'>): Promise<Answer> => {
    const { commandId } = params;
    if (commandId === undefined) return run(userId, params);
    const key = `${userId} ${commandId}`;
    const answer = running.get(key) ?? run(userId, params).finally(() => running.delete(key));
    running.set(key, answer);
    return answer;
  };
}
