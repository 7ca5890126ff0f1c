import type { Notice } from '../../protocol/index.ts';
import { noticeSentence, words } from '../../words/index.ts';
import { minuteOf } from './profile.ts';

const say = words.profile.notices;

/** The news of a person, one a line, the newest first. */
export function noticeList(notices: readonly Notice[]): string {
  if (notices.length === 0) return say.none;
  return notices.map((notice) => `${minuteOf(notice.createdAt)}  ${noticeSentence(notice)}`).join('\n');
}
