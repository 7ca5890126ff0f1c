import type { NewNotice } from '../notices/index.ts';
import type { Refused } from '../protocol/index.ts';
import type { Services, Written } from './services.ts';

/** Stores the notices about a write with it, and tells them after the commit. */
export function createWithNotices({ notices }: Pick<Services, 'notices'>) {
  return async <T>(
    outcome: { readonly result: T } | Refused,
    about: (result: T) => readonly NewNotice[],
  ): Promise<Written<T> | Refused> => {
    if ('refused' in outcome) return outcome;
    const added = await notices.add(about(outcome.result));
    return { ...outcome, afterwards: async () => notices.told(added) };
  };
}
