import type { Words } from '../english/index.ts';

export const story: Words['story'] = {
  highlight(highlight, names) {
    switch (highlight.kind) {
      case 'comeback':
        return `קאמבק: ניצחון של ${names[highlight.seat]} אחרי פיגור של ${highlight.points}.`;
      case 'blowout':
        return `ניצחון גדול: ${names[highlight.seat]} בהפרש של ${highlight.points}.`;
      case 'close_finish':
        return highlight.points === 0
          ? 'סיום צמוד: המקום הראשון משותף.'
          : `סיום צמוד: ${highlight.points} נקודות הכריעו.`;
      case 'perfect_zeros':
        return `אפסים מושלמים: כל ${highlight.count} ההכרזות של 0 הצליחו.`;
      case 'frisch_storm':
        return `סערת פריש: שלושה פריש בסיבוב ${highlight.round}.`;
      default: {
        const never: never = highlight;
        return never;
      }
    }
  },
  remark(remark, names) {
    switch (remark.kind) {
      case 'big_contract':
        return `${names[remark.seat]}: הצלחה בהכרזה של ${remark.contract}.`;
      case 'zero_in_over':
        return `${names[remark.seat]}: הצלחה ב־0 בסיבוב מעל.`;
      case 'frisch':
        return `היה צורך ב־${remark.count} פריש כדי למצוא שליט.`;
      case 'streak':
        return `${names[remark.seat]}: ${remark.length} ${remark.made ? 'הצלחות' : 'החטאות'} ברצף.`;
      case 'close_race':
        return remark.points === 0 ? 'המקום הראשון משותף.' : `רק ${remark.points} נקודות בין הראשון לשני.`;
      case 'best':
        return remark.of === 'group'
          ? `הסיבוב הטוב ביותר של הקבוצה עד כה: ${remark.points} של ${names[remark.seat]}.`
          : `שיא אישי בסיבוב של ${names[remark.seat]}: ${remark.points}.`;
      default: {
        const never: never = remark;
        return never;
      }
    }
  },
};
