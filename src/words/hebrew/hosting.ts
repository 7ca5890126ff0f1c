import type { Words } from '../english/index.ts';
import { fingerprintLines } from '../format.ts';

/** Null if the database is PostgreSQL. */
const database = (dataDir: string | null) => (dataDir === null ? 'PostgreSQL' : `מובנה, בתיקייה ${dataDir}`);

type Line = Parameters<Words['hosting']['serve']['welcome']>[0]['line'];

const lineWords = ({ fingerprint, isOpen }: Line): readonly string[] => {
  if (fingerprint !== null)
    return [
      '  הקו  מוצפן, ולתעודה יש טביעת אצבע (SHA-256):',
      ...fingerprintLines(fingerprint).map((part) => `    ${part}`),
    ];
  return isOpen ? ['  הקו  לא מוצפן: אחרים ברשת יכולים לקרוא סיסמאות; --tls-cert מצפין אותו'] : [];
};

const howToBegin = (flag: string): string[] => [
  flag === '' ? 'במסוף אחר:' : `במסוף אחר, כל פקודה עם${flag}:`,
  '  npx whist register      פותח חשבון, פעם אחת',
  '  npx whist create        פותח חדר ומראה את הקוד שלו',
  '  npx whist join CODE     שלושת האחרים מצטרפים עם הקוד',
  '  npx whist play          או רישום הניקוד של כל הארבעה במכשיר הזה',
];

export const hosting: Words['hosting'] = {
  serve: {
    welcome: ({ url, flag, others, line, dataDir }) =>
      [
        `whist מחכה לשחקנים בכתובת ${url}`,
        `  מסד הנתונים  ${database(dataDir)}`,
        ...lineWords(line),
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
    unreadable: ({ table, row }) => `${table}: ${row}: אי אפשר לקרוא`,
    restore: 'הדיסק פגם בכמה שורות. אפשר להשתמש באחרות; הפקודה `whist restore FILE` מחזירה את הכול מגיבוי.',
    summary({ games, differing, broken, repaired }) {
      const looked = games === 1 ? 'נבדק משחק אחד' : `נבדקו ${games} משחקים`;
      if (differing === 0) return `${looked}: כל השורות מתאימות ליומנים.`;
      if (repaired === differing) return `${looked}: ${differing} הבדלים, כולם תוקנו.`;
      const found = `${looked}: ${differing} הבדלים.`;
      if (broken === differing) return `${found} אי אפשר לתקן אף אחד מהם: היומן עצמו פגום.`;
      if (repaired > 0) return `${found} ${repaired} תוקנו, ואת האחרים אי אפשר לתקן: היומן עצמו פגום.`;
      const some = broken === 0 ? 'אותם' : `${differing - broken} מהם`;
      return `${found} הפקודה \`whist doctor --repair\` מתקנת ${some}.`;
    },
  },

  backup: {
    nameFile: 'יש לציין קובץ לגיבוי, או תיקייה עם --to. הסימן - הוא הפלט התקני.',
    needsFolder: 'האפשרויות --every ו־--keep צריכות תיקייה לגיבויים: יש לציין אחת עם --to.',
    fileAndFolder: 'יש לציין או קובץ או תיקייה עם --to, לא את שניהם.',
    outputTaken: 'גיבוי לא מיועד למסוף, ולא משאיר מקום ל־--json: יש לציין קובץ, או לשלוח אותו לקובץ עם >',
    inputTyped: 'אי אפשר להקליד גיבוי: יש לציין קובץ, או לקרוא מקובץ עם <',
    badEvery: 'הערך של --every צריך להיות זמן כמו 24h, עם s, m, h או d',
    badKeep: 'הערך של --keep צריך להיות מספר שלם מ־1 עד 9999.',
    progress: (rows) => `${rows} שורות`,
    made: ({ file, ...counts }) =>
      `${file === '-' ? 'בגיבוי' : `בקובץ ${file}`} יש ${backedUp(counts)}. יש בו גם גיבובים של סיסמאות: יש לשמור אותו במקום שאיש אחר לא קורא.`,
    regularly: (folder) => `הגיבויים נכתבים לתיקייה ${folder}. הקשה על Ctrl-C עוצרת את זה.`,
    failed: (sentence) => `לא נעשה גיבוי, ומנסים שוב. ${sentence}`,
    checked: ({ file, ...counts }) =>
      `${file === '-' ? 'הגיבוי' : `הגיבוי ${file}`} שלם ואפשר לשחזר אותו. יש בו ${backedUp(counts)}.`,
    restored: (counts) => `שוחזר: ${backedUp(counts)}. כל אחד צריך להיכנס שוב.`,
    unreadable: (file, code) => `אי אפשר לקרוא את ${file} (${code}).`,
  },

  rpc: {
    unknownMethod: (method, methods) => `אין פעולה ${method}; יש ${methods.join(', ')}.`,
    notJson: 'הפרטים אינם JSON.',
    notObject: 'הפרטים צריכים להיות עצם JSON אחד.',
  },

  admin: {
    broadcast: 'ההודעה נשלחה לכל המסופים.',
    userHead: ['שם משתמש', 'שם', 'דוא״ל', 'מאז', 'פעילות אחרונה'],
    noUsers: 'אין חשבון כזה.',
    disabledMark: 'מושבת',
    state: 'מצב',
    lastActive: 'פעילות אחרונה',
    games: 'משחקים',
    gameCounts: ({ finished, open }) => `${finished} שנגמרו, ${open} פתוחים`,
    group: 'קבוצה',
    ownedGroup: (name) => `${name} (בבעלות)`,
    disabled: (username) => `החשבון ${username} יצא מכל המסופים, ואי אפשר להיכנס אליו יותר.`,
    enabled: (username) => `אפשר שוב להיכנס לחשבון ${username}.`,
    codeMade: (username, code) =>
      `את הקוד הזה יש למסור לבעלי החשבון ${username}. אפשר להשתמש בו פעם אחת, תוך 24 שעות: \`whist password --username ${username} --code ${code}\``,
    renamed: (before, now) => `לחשבון ${before} קוראים עכשיו ${now}, ונכנסים אליו בשם הזה.`,
    roomHead: ['חדר', 'סיבוב', 'שחקנים', 'נפתח', 'פעולה אחרונה'],
    noRooms: 'אין חדרים פתוחים.',
    lobby: 'לפני המשחק',
    closed: (code) => `החדר ${code} סגור; המשחק בו הסתיים כמו שהוא.`,
    dropped: (code) => `החדר ${code}, שעוד לא התחיל בו משחק, נמחק.`,
    giveDays: 'צריך לומר מאיזה גיל, למשל: `whist admin prune --empty-rooms-older-than 30d`.',
    pruned: (rooms) =>
      rooms === 1 ? 'נמחק חדר אחד שלא התחיל בו משחק.' : `נמחקו ${rooms} חדרים שלא התחיל בהם משחק.`,
    actionHead: ['מתי', 'פעולה', 'חשבון', 'פרטים', 'אסימון'],
    noActions: 'עוד לא נעשתה שום פעולה של הפעלת השרת.',
    tokenMade: (minutes) =>
      `האסימון הזה נותן את הרשאות ההפעלה של השרת למשך ${minutes} דקות. נותנים אותו עם --token, או ב־WHIST_OPERATOR_TOKEN.`,
    more: (next) => `יש עוד: אפשר להוסיף --cursor ${next}`,
  },

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

const backedUp = ({ games, rows, madeAt }: { games: number; rows: number; madeAt: string }) =>
  `${games === 1 ? 'משחק אחד' : `${games} משחקים`} (${rows} שורות) מהזמן ${madeAt}`;
