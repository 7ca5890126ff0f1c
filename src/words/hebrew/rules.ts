import type { RuleProfile } from '../../rules/index.ts';
import type { Words } from '../english/index.ts';
import { signed } from '../format.ts';

export const rules: Words['rules'] = {
  title: 'החוקים בשולחן הזה',
  sentences: (rules) => [
    `מכרז: ההצעה הנמוכה ביותר היא ${rules.minimumBid}. ${
      rules.passIsFinal ? 'פאס הוא סופי.' : 'אחרי פאס אפשר להציע שוב כל עוד המכרז נמשך.'
    }`,
    frisch(rules),
    'לזוכה המכרז הקלף הראשון, וההכרזה שלו היא לפחות ההצעה. סכום ארבע ההכרזות אף פעם אינו 13: סכום גבוה יותר הוא סיבוב מעל, נמוך יותר סיבוב מתחת.',
  ],
  scoringTitle: 'הניקוד',
  contract: 'הכרזה',
  made: 'הצליחה',
  byOne: 'באחת',
  scoring: ({ zeroUnder, zeroOver, zeroFailed, missPerTrick }) => [
    `הכרזה 0 שהצליחה: ${signed(zeroUnder)} בסיבוב מתחת, ${signed(zeroOver)} בסיבוב מעל. נכשלה: ${signed(-50)}${
      zeroFailed === 'flat' ? '' : ', ועוד 10 בחזרה לכל לקיחה אחרי הראשונה'
    }.`,
    `כל הכרזה אחרת שהצליחה: ההכרזה בריבוע ועוד 10. נכשלה: ${signed(-missPerTrick)} לכל לקיחה מעל או מתחת.`,
  ],
};

function frisch({ frischMax, frischRaisesMinimum, minimumBid }: RuleProfile): string {
  if (frischMax === 0) return 'ארבעה פאסים: הקלפים נאספים, ואותו מחלק מחלק שוב.';
  const times = frischMax === 1 ? 'פעם אחת' : `עד ${frischMax} פעמים`;
  const rises = frischRaisesMinimum && minimumBid < 8;
  return `פריש: אחרי ארבעה פאסים מעבירים שלושה קלפים שמאלה, ${times} בסיבוב. ${
    rises ? 'בכל פעם ההצעה הנמוכה ביותר עולה באחת, עד 8.' : 'ההצעה הנמוכה ביותר אינה משתנה.'
  }`;
}
