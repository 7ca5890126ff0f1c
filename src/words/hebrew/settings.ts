import type { Words } from '../english/index.ts';

const onOrOff = 'on או off';
const folder = 'תיקייה';

export const settings: Words['settings'] = {
  table: {
    lan: {
      description: 'להאזין בכל הרשתות של המחשב הזה, ב־IPv4 וב־IPv6, לא רק במחשב עצמו.',
      takes: onOrOff,
    },
    port: {
      description: 'הפורט של השרת. 0 לוקח פורט פנוי כלשהו.',
      takes: 'מספר שלם מ־0 עד 65535',
    },
    tlsCert: {
      description:
        'התעודה של השרת, בצורת PEM, עם התעודות שבינה ובין הרשות שלה. איתה כל חיבור מוצפן (https ו־wss). השרת קורא אותה שוב כשהיא משתנה.',
      takes: 'קובץ',
    },
    tlsKey: {
      description: 'המפתח הפרטי של התעודה הזאת, בצורת PEM, בלי סיסמה.',
      takes: 'קובץ',
    },
    databaseUrl: {
      description:
        'מסד נתונים של PostgreSQL, גרסה 15 ומעלה. בלי sslmode החיבור הוא בלי TLS. ברירת המחדל היא המובנה שבתיקיית הנתונים.',
      takes:
        'כתובת כמו postgresql://user:password@host:5432/name, והסימנים / ? # @ % בחלקיה נכתבים בקידוד (@ הוא %40)',
    },
    databaseSchema: {
      description: 'הסכמה של הטבלאות ב־PostgreSQL. היא נוצרת אם אינה קיימת ולתפקיד מותר ליצור אותה.',
      takes: 'שם של עד 63 אותיות לטיניות, ספרות, - ו־_',
    },
    redisUrl: {
      description:
        'שרת Redis, גרסה 7 ומעלה. כמה שרתים על מסד נתונים אחד צריכים אותו כדי לספר זה לזה על שינויים. בברירת המחדל אין.',
      takes: 'כתובת שמתחילה ב־redis:// או ב־rediss://',
    },
    dataDir: {
      description:
        'התיקייה של מסד הנתונים המובנה ושל הסוד של השרת. ברירת המחדל היא whist בתיקיית הנתונים של XDG.',
      takes: folder,
    },
    durability: {
      description:
        'עם full, כל פעולה נמצאת בדיסק לפני שהיא נענית, והפסקת חשמל לא מאבדת דבר. עם relaxed, מסד הנתונים המובנה מהיר יותר, והפסקת חשמל עלולה לפגום בו. ל־PostgreSQL יש הגדרות משלו.',
      takes: 'full או relaxed',
    },
    rateLimits: {
      description:
        'לומר ללקוח ששואל לעתים קרובות מדי מתי לנסות שוב. מכבים את זה בשביל מחוללי עומס במחשב עצמו.',
      takes: onOrOff,
    },
    limits: {
      description: 'כמה בקשות מכל סוג מותרות, בצורה count/seconds.',
      takes: 'מגבלות כמו login=5/900,join=30/60',
    },
    trustProxy: {
      description: 'לסמוך על הכתובת האחרונה ב־X-Forwarded-For. רק אם כל החיבורים באים דרך מאזן עומסים.',
      takes: onOrOff,
    },
    allowHost: {
      description:
        'שמות נוספים שבהם לקוחות מגיעים אל השרת, מופרדים בפסיקים. הכתובות שלו ושמות המחשב מותרים תמיד.',
      takes: 'שמות מחשבים כמו whist.example.org,cards.example.org, בלי פורט',
    },
    allowOrigin: {
      description:
        'דפי אינטרנט שמותר להם להתחבר, לפי המקור שלהם (origin), מופרדים בפסיקים. תוכנות שאינן דפדפן לא צריכות את זה.',
      takes: 'מקורות כמו https://club.example.org',
    },
    metrics: {
      description: 'האם רק המחשב הזה רשאי לקרוא את /metrics, או כל מי שמגיע לפורט.',
      takes: 'loopback או all',
    },
    logLevel: {
      description: 'כמה מספר היומן בפלט השגיאות, ערך JSON אחד בשורה. ברירת המחדל היא info, ובמסוף warn.',
      takes: 'silent, error, warn, info או debug',
    },
    graceSeconds: {
      description: 'כמה שניות שחקן יכול לא להיות כאן לפני שהאחרים רשאים לפעול בשבילו.',
      takes: 'מספר שלם מ־0 עד 86400',
    },
    visible: {
      description:
        'מי רואה את העמוד של שחקן שלא בחר בעצמו: everybody (כולם), played (מי שסיים איתו משחק) או nobody (אף אחד).',
      takes: 'everybody, played או nobody',
    },
    abandonedAfter: {
      description: 'אחרי זמן כזה בלי פעולה המשחק מסתיים כמו שהוא. 0 משאיר אותו פתוח.',
      takes: 'מספר שלם של ימים, מ־0 עד 3650',
    },
    backupTo: {
      description: 'תיקייה לגיבויים קבועים, שהשרת עושה בזמן שהוא פועל. ברירת המחדל: בלי גיבויים.',
      takes: 'תיקייה',
    },
    backupEvery: {
      description: 'כמה זמן אחרי הגיבוי החדש ביותר בתיקייה השרת עושה את הבא.',
      takes: 'זמן כמו 24h, עם s, m, h או d',
    },
    backupKeep: {
      description: 'כמה מהגיבויים האלה נשארים. ישנים יותר נמחקים כשגיבוי חדש שלם.',
      takes: 'מספר שלם מ־1 עד 10000',
    },
    configDir: {
      description: 'התיקייה של הכניסות שלך במחשב הזה. ברירת המחדל היא whist בתיקיית ההגדרות של XDG.',
      takes: folder,
    },
    profile: {
      description: 'שם של זהות נוספת במחשב הזה, עם כניסות משלה, כדי שכמה אנשים יוכלו להשתמש בו יחד.',
      takes: '1 עד 32 אותיות לועזיות, ספרות, מקף וקו תחתון',
    },
    server: {
      description: 'השרת שמשחקים בו. ברירת המחדל היא זה שבמחשב הזה, ws://127.0.0.1:4440/ws.',
      takes: 'כתובת כמו ws://192.168.1.20:4440/ws',
    },
    ca: {
      description:
        'התעודה של רשות פרטית, בצורת PEM. אז מתקבלות רק תעודות שהיא חתמה עליהן. ברירת המחדל: הרשויות של המחשב הזה.',
      takes: 'קובץ',
    },
    plaintext: {
      description:
        'להתחבר בלי שאלה גם כשהקו לא מוצפן ומוביל אל כתובת שאינה פרטית: אחרים יכולים לקרוא בדרך את הסיסמה ואת הכניסה.',
      takes: onOrOff,
    },
    token: {
      description:
        'האסימון של מי שמפעיל את השרת, מ־`whist admin token`. בברירת המחדל הוא נוצר עם הסוד של השרת.',
      takes: 'אסימון שהודפס על ידי `whist admin token`',
    },
    noColor: {
      description: 'בלי צבעים. כל ערך לא ריק של המשתנה פירושו on.',
      takes: onOrOff,
    },
    theme: {
      description:
        'הצבעים: auto, dark, light, high-contrast או none. auto בודק את COLORFGBG, ובלעדיו הוא dark.',
      takes: 'auto, dark, light, high-contrast או none',
    },
    ascii: {
      description:
        'לצייר רק בסימני ASCII. ברירת המחדל במסוף פשוט (dumb), ובמקום שבו LC_ALL, LC_CTYPE או LANG אינם UTF-8.',
      takes: onOrOff,
    },
    language: {
      description:
        'השפה של המסכים וההודעות: en, he, או auto, שהוא השפה של המערכת. קובץ ההגדרות נקרא מאוחר מדי בשבילה. עם --json הכול באנגלית.',
      takes: 'auto, en או he',
    },
    notify: {
      description: 'איך המסוף מודיע שהתור הגיע, נוסף על המסך עצמו: בצלצול, בכותרת, או בשניהם.',
      takes: 'bell, title, both או off',
    },
    advice: {
      description: 'להראות כמה שווה כל הכרזה, ומה עוקף את מי שבראש. המקש a במסוף מחליף.',
      takes: onOrOff,
    },
    rtl: {
      description:
        'terminal: המסוף עצמו מסדר טקסט מימין לשמאל. visual: הוא לא מסדר, ולכן whist מסדר. ברירת המחדל היא terminal; ב־GNOME Terminal ובני משפחתו, ש־whist אומר להם לא לגעת בסדר, ובקונסולה של Linux היא visual.',
      takes: 'terminal או visual',
    },
    screenReader: {
      description:
        'לומר את המסכים של חדר במשפטים, זה מתחת לזה, בשביל קורא מסך. INK_SCREEN_READER=true עושה אותו דבר.',
      takes: onOrOff,
    },
  },
  file: 'קובץ JSON של הגדרות, כל אחת תחת שמה. דגלים ומשתנים גוברים עליו.',
  defaultIs: (description, value) => `${description} ברירת המחדל היא ${value}.`,

  notFile: (path) =>
    `מה שנמצא ב־${path} אינו קובץ: יש להזיז אותו, או לציין תיקייה אחרת במשתנה WHIST_CONFIG_DIR.`,
  fileOfAnother: (path) =>
    `הקובץ ${path} שייך למשתמש אחר: יש להפעיל את whist בתור המשתמש הזה, או לציין תיקייה אחרת במשתנה WHIST_CONFIG_DIR.`,
  fileLocked: (path) =>
    `אסור לכתוב בקובץ ${path}: יש להריץ עליו chmod 600, או לציין תיקייה אחרת במשתנה WHIST_CONFIG_DIR.`,
  noHome: (variable) =>
    `תיקיית הבית של המשתמש הזה לא ידועה: יש לציין תיקייה במשתנה ${variable}, או לקבוע את HOME.`,
  brokenUrl: (name) =>
    `אי אפשר לקרוא את כתובת ה־URL של ${name}; כל סימן בסיסמה שאינו אות או ספרה נכתב כ־% ושתי ספרות: ‎/ כ־%2F ו־@ כ־%40.`,
  tlsNeedsBoth: (missing) => `ל־TLS צריך תעודה ומפתח: יש לתת את --tls-cert ואת --tls-key; חסר ${missing}.`,
  backupsNowhere: 'לגיבויים דרושה תיקייה: יש לציין אחת עם --backup-to, או ב־WHIST_BACKUP_TO.',
  mustBe: (name, takes) => `הערך של ${name} צריך להיות ${takes}.`,
  inFile: (name, path) => `"${name}" בקובץ ההגדרות ${path}`,
  unknownKey: (path, { key, names }) =>
    `בקובץ ההגדרות ${path} יש מפתח לא מוכר ${JSON.stringify(key)}; אפשר ${names.join(', ')}.`,
  notObject: (path) => `קובץ ההגדרות ${path} צריך להכיל עצם JSON אחד.`,
  notJson: (path) => `קובץ ההגדרות ${path} אינו JSON.`,
  missing: (path) => `קובץ ההגדרות ${path} אינו קיים.`,
  forbidden: (path) => `אין הרשאה לקרוא את קובץ ההגדרות ${path}.`,
  unreadable: (path, code) => `אי אפשר לקרוא את קובץ ההגדרות ${path} (${code}).`,
};
