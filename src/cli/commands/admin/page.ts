import { words } from '../../../words/index.ts';
import type { Context } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { note, write, writeJson } from '../../output.ts';

/** The params of a page from `--limit` and `--cursor`. */
export function pageOptions({ limit, cursor }: Context['options']): { limit?: number; cursor?: string } {
  return {
    ...(typeof limit === 'string' && { limit: Number(limit) }),
    ...(typeof cursor === 'string' && { cursor }),
  };
}

/** Shows a page of a list, and says how to get the next one. */
export async function showPage<P extends { readonly next: string | null }>(
  { json }: Pick<Context, 'json'>,
  page: P,
  textOf: (page: P) => Promise<string>,
): Promise<number> {
  if (json) writeJson(page);
  else {
    write(await textOf(page));
    if (page.next !== null) note(words.hosting.admin.more(page.next));
  }
  return exitCodes.ok;
}
