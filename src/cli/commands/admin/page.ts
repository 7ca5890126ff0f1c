import type { Context } from '../../command.ts';

/** The params of a page from `--limit` and `--cursor`. */
export function pageOptions({ limit, cursor }: Context['options']): { limit?: number; cursor?: string } {
  return {
    ...(typeof limit === 'string' && { limit: Number(limit) }),
    ...(typeof cursor === 'string' && { cursor }),
  };
}
