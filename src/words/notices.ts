import { words } from './table.ts';

/** News that concerns one user, as the protocol tells it. The fields that it has depend on its kind. */
interface Notice {
  readonly kind: string;
  readonly code?: string;
  readonly by?: { readonly displayName: string } | null;
  readonly reason?: string;
  readonly games?: number;
  readonly groupName?: string;
  readonly changed?: readonly string[];
}

const say = words.profile.notices;

/** A notice in one sentence. */
export function noticeSentence(notice: Notice): string {
  const { kind, code = '', by, games = 0, groupName = '', changed = [] } = notice;
  const name = by?.displayName ?? null;
  switch (kind) {
    case 'your_turn':
      return say.yourTurn(code);
    case 'game_corrected':
      return name === null ? say.corrected(code) : say.correctedBy(code, name);
    case 'game_over':
      return overSentence(notice);
    case 'claim_asked':
      return say.claimAsked(name ?? say.somebody);
    case 'claim_approved':
      return say.claimApproved(name ?? say.somebody, games);
    case 'group_added':
      return say.groupAdded(name ?? say.somebody, groupName);
    case 'account_changed': {
      const fields = changed.map((field) => say.fields[field as keyof typeof say.fields] ?? field).join(', ');
      return name === null ? say.accountChangedByOperator(fields) : say.accountChanged(fields);
    }
    default:
      return kind;
  }
}

function overSentence({ code = '', reason }: Notice): string {
  if (reason === 'closed') return say.closed(code);
  return reason === 'abandoned' ? say.abandoned(code) : say.over(code);
}
