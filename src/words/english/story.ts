import type { Highlight, PerSeat, Remark } from '../../rules/index.ts';

/** The highlights of a game, and the remarks on a round. */
export const story = {
  /** A highlight of a finished game. */
  highlight(highlight: Highlight, names: PerSeat<string>): string {
    switch (highlight.kind) {
      case 'comeback':
        return `Comeback: ${names[highlight.seat]} won after trailing by ${highlight.points}.`;
      case 'blowout':
        return `Blowout: ${names[highlight.seat]} won by ${highlight.points}.`;
      case 'close_finish':
        return highlight.points === 0
          ? 'Close finish: the first place is shared.'
          : `Close finish: decided by ${highlight.points} points.`;
      case 'perfect_zeros':
        return `Perfect zeros: all ${highlight.count} contracts of 0 were made.`;
      case 'frisch_storm':
        return `Frisch storm: three frisch in round ${highlight.round}.`;
      default: {
        const never: never = highlight;
        return never;
      }
    }
  },
  /** A remark on the round that has just ended. */
  remark(remark: Remark, names: PerSeat<string>): string {
    switch (remark.kind) {
      case 'big_contract':
        return `${names[remark.seat]} made a contract of ${remark.contract}.`;
      case 'zero_in_over':
        return `${names[remark.seat]} made a zero in an over round.`;
      case 'frisch':
        return `It took ${remark.count} frisch to find a trump.`;
      case 'streak':
        return `${names[remark.seat]} has ${remark.made ? 'made' : 'missed'} ${remark.length} contracts in a row.`;
      case 'close_race':
        return remark.points === 0
          ? 'The first place is shared.'
          : `Only ${remark.points} points lie between the first and the second.`;
      case 'best':
        return remark.of === 'group'
          ? `The best round of the group so far: ${names[remark.seat]} scored ${remark.points}.`
          : `${names[remark.seat]} has never scored as much in a round: ${remark.points}.`;
      default: {
        const never: never = remark;
        return never;
      }
    }
  },
};
