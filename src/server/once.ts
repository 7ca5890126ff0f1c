import type { Command } from '../accounts/index.ts';
import type { Refused } from '../protocol/index.ts';
import type { Answer } from '../rooms/index.ts';
import type { Services, Written } from './services.ts';

/**
 * Does a write in the transaction that stores its command. It tells others after the commit. If the write was
 * done before, perhaps a moment ago by another node, the open rooms here first read what it changed.
 */
export async function writeOnce(
  { commands, rooms }: Pick<Services, 'commands' | 'rooms'>,
  command: Command,
  write: () => Promise<Written<object> | Refused>,
): Promise<Answer> {
  const telling: (() => Promise<void>)[] = [];
  const outcome = await commands.once(command, async () => {
    const written = await write();
    if ('afterwards' in written && written.afterwards) telling.push(written.afterwards);
    return written;
  });
  for (const tell of telling) await tell();
  if ('isFirst' in outcome && !outcome.isFirst) await rooms.pulse();
  return encoded(outcome);
}

/** The JSON of an outcome. */
export function encoded(outcome: { readonly result: unknown } | Answer): Answer {
  return 'result' in outcome ? { json: JSON.stringify(outcome.result) } : outcome;
}
