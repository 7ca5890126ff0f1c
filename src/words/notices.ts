import { words } from './table.ts';

/** News that concerns one user, as the protocol tells it. The fields that it has depend on its kind. */
interface Notice {
  readonly kind: string;
  readonly code?: string | null;
  readonly by?: { readonly displayName: string } | null;
  readonly reason?: string;
  readonly games?: number;
  readonly groupName?: string;
  readonly changed?: readonly string[];
}

const say = words.profile.notices;

/** A notice in one sentence. */
export function noticeSentence(notice: Notice): string {
  const { kind, by, games = 0, groupName = '', changed = [] } = notice;
  const code = notice.code ?? '';
  const name = by?.displayName ?? null;
  switch (kind) {
    case 'your_turn':
      return say.yourTurn(code);
    case 'game_corrected':
      return name === null ? say.corrected(code) : say.correctedBy(code, name);
    case 'game_over':
      return overSentence(code, notice.reason);
    case 'claim_asked':
      return say.claimAsked(name ?? say.somebody);
    case 'claim_approved':
      return say.claimApproved(name ?? say.somebody, games);
    case 'claim_offered':
      return code === ''
        ? say.claimOffered(name ?? say.somebody)
        : say.seatOffered(name ?? say.somebody, code);
    case 'claim_accepted':
      return say.claimAccepted(name ?? say.somebody, games);
    case 'game_disowned':
      return say.gameDisowned(name ?? say.somebody, code);
    case 'group_invited':
      return say.groupInvited(name ?? say.somebody, groupName);
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

function overSentence(code: string, reason: string | undefined): string {
  if (reason === 'closed') return say.closed(code);
  return reason === 'abandoned' ? say.abandoned(code) : say.over(code);
}
