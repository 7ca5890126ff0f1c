import type { Words } from '../english/index.ts';

/** Null if the database is PostgreSQL. */
const database = (dataDir: string | null) => (dataDir === null ? 'PostgreSQL' : `מובנה, בתיקייה ${dataDir}`);

const howToBegin = (flag: string): string[] => [
  flag === '' ? 'במסוף אחר:' : `במסוף אחר, כל פקודה עם${flag}:`,
  '  npx whist register      פותח חשבון, פעם אחת',
  '  npx whist create        פותח חדר ומראה את הקוד שלו',
  '  npx whist join CODE     שלושת האחרים מצטרפים עם הקוד',
  '  npx whist play          או רישום הניקוד של כל הארבעה במכשיר הזה',
];

export const hosting: Words['hosting'] = {
  serve: {
    welcome: ({ url, flag, others, dataDir }) =>
      [
        `whist מחכה לשחקנים בכתובת ${url}`,
        `  מסד הנתונים  ${database(dataDir)}`,
        '',
        ...howToBegin(flag),
        ...others.map((other) => `במחשב אחר, כל פקודה עם${other}`),
        '',
        'Ctrl-C עוצר את השרת; שום דבר לא הולך לאיבוד, והשולחנות ממשיכים כשהוא מופעל שוב.',
      ].join('\n'),
    howToBegin,
    database,
    stopping: 'השרת נעצר: עונים לבקשות הפתוחות, ואז סוגרים את החיבורים.',
  },

  doctor: {
    schemaOld: 'הסכמה של מסד הנתונים אינה עדכנית: קודם יש להריץ `whist migrate up`.',
    progress: (games) => `${games} משחקים`,
    gameMovedOn:
      'משחק התקדם בזמן שהשורות שלו תוקנו, ולכן שום דבר לא השתנה. אפשר לנסות שוב, או לעצור קודם את השרתים.',
    difference: ({ table, row, column, stored, expected }) =>
      `${table}: ${row}: ${column ?? 'קיום השורה'}: כתוב ${stored} וצריך להיות ${expected}`,
    summary({ games, differing, broken, repaired }) {
      const looked = `נבדקו ${games} משחקים`;
      if (differing === 0) return `${looked}: כל השורות מתאימות ליומנים.`;
      if (repaired === differing) return `${looked}: ${differing} הבדלים, כולם תוקנו.`;
      const found = `${looked}: ${differing} הבדלים.`;
      if (broken === differing) return `${found} אי אפשר לתקן אף אחד מהם: היומן עצמו פגום.`;
      if (repaired > 0) return `${found} ${repaired} תוקנו, ואת האחרים אי אפשר לתקן: היומן עצמו פגום.`;
      const some = broken === 0 ? 'אותם' : `${differing - broken} מהם`;
      return `${found} הפקודה \`whist doctor --repair\` מתקנת ${some}.`;
    },
  },

  rpc: {
    unknownMethod: (method, methods) => `אין פעולה ${method}; יש ${methods.join(', ')}.`,
    notJson: 'הפרטים אינם JSON.',
    notObject: 'הפרטים צריכים להיות עצם JSON אחד.',
  },

  admin: { broadcast: 'ההודעה נשלחה לכל המסופים.' },

  migrate: {
    nothing: 'אין מה לעשות.',
    up: (names) => `בוצע: ${names.join(', ')}.`,
    down: (names) => `הוחזר לאחור: ${names.join(', ')}.`,
    done: 'בוצע',
    pending: 'ממתין',
  },

  completion: {
    you: 'החשבון שלך',
    members: (members) => (members === 1 ? 'חבר אחד' : `${members} חברים`),
    claim: (claimant, claimed) => `${claimant} בתור ${claimed}`,
  },
};
