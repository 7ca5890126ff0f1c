import type { Words } from '../english/index.ts';

export const storage: Words['storage'] = {
  schemaTooNew: (migration) =>
    `במסד הנתונים יש הסבה ${migration}, שהתוכנה הזאת לא מכירה: יש להשתמש בגרסה של whist שיצרה אותה, או בחדשה ממנה.`,
  folderLocked: (folder, holder) =>
    `${holder} משתמש בתיקייה ${folder}: יש לעצור אותו, או לבחור תיקייה אחרת עם --data-dir.`,
  process: (pid) => `התהליך ${pid}`,
  processOn: (pid, host) => `התהליך ${pid} במחשב ${host}`,
  anotherProcess: 'תהליך אחר',
  folderWaiting: (folder, seconds) =>
    `השרת האחרון בתיקייה ${folder} לא נעצר כראוי, או פועל במחשב אחר: ממתינים ${seconds} שניות לסימן ממנו.`,
  folderUnlockable: (file) =>
    `מערכת הקבצים של ${file} לא יודעת לנעול קובץ, ובלי נעילה שני שרתים היו הורסים את הנתונים: יש לבחור תיקייה במערכת אחרת עם --data-dir.`,
  folderUnwritable: (folder, code) =>
    `אי אפשר לכתוב בתיקיית הנתונים ${folder} (${code}): יש לבחור אחרת עם --data-dir.`,
  fileOfAnother: (file) =>
    `אין הרשאה לכתוב את ${file}: יש להפעיל את whist בתור המשתמש שיצר אותו, או לתת את תיקיית הנתונים למשתמש הזה עם chown -R`,
  tooFewHandles: (needed) =>
    `התהליך הזה רשאי לפתוח מעט מדי קבצים: יש לתת לו לפחות ${needed} עם ulimit -n ${needed}, ועוד אחד לכל מסוף.`,
  databaseLost: (path) =>
    `${path} חסר, ובתיקיית הנתונים הזאת היה מסד נתונים. דבר לא השתנה: יש להחזיר את הקבצים החסרים, או להעביר את תיקיית הנתונים למקום אחר ולשחזר גיבוי עם \`whist restore FILE\``,
  databaseOfSecret: (path) =>
    `${path} חסר, אבל הסוד של שרת נמצא לידו. דבר לא השתנה: יש להחזיר את מסד הנתונים, או להעביר את תיקיית הנתונים למקום אחר ולשחזר גיבוי עם \`whist restore FILE\`. אם השרת השתמש רק ב־PostgreSQL, יש לבחור תיקייה אחרת עם --data-dir`,
  databaseShortened: (path) =>
    `חלק מ־${path} חסר, ולכן מסד הנתונים פגום. דבר לא השתנה: יש להעביר את תיקיית הנתונים למקום אחר ולשחזר גיבוי עם \`whist restore FILE\``,
  databaseDamaged: (folder, why) =>
    `מסד הנתונים בתיקייה ${folder} פגום ולא עולה (${why}): יש להעביר את תיקיית הנתונים למקום אחר ולשחזר גיבוי עם \`whist restore FILE\``,
  diskFull: (folder) => `הדיסק של ${folder} מלא: יש לפנות מקום, ואז להפעיל שוב.`,
  databaseUrlUnknown:
    'הכתובת של מסד הנתונים אינה של PostgreSQL: צורתה postgres://user:password@host:5432/name, והסימנים / ? # @ % במשתמש, בסיסמה ובשם נכתבים בקידוד (@ הוא %40)',
  databaseUnreachable: (place, why) =>
    `אי אפשר להשתמש ב־PostgreSQL בכתובת ${place} (${why}): יש להפעיל אותו, או לתקן את הכתובת.`,
  sslModeUnknown: (modes) => `ה־sslmode בכתובת של מסד הנתונים אינו מוכר: הוא יכול להיות ${modes}`,
  sslRootNeeded:
    'עם sslmode=verify-ca הכתובת של מסד הנתונים צריכה sslrootcert, הקובץ של הרשות המאשרת; בלעדיו יש להשתמש ב־sslmode=verify-full',
  sslFileUnreadable: (file, code) =>
    `אי אפשר לקרוא את הקובץ ${file} שבכתובת של מסד הנתונים (${code}): יש לתקן את הכתובת, או את ההרשאות של הקובץ.`,
  encodingUnfit: (name, encoding) =>
    `למסד הנתונים ${name} יש הקידוד ${encoding}, שלא יכול להכיל כל שם: יש ליצור אחר עם create database … encoding 'UTF8' template template0`,
  searchPathUnfit: ({ path, role, schema }) =>
    `מתווך לפני PostgreSQL לא נותן ל־whist לבחור את הסכמה ${schema}, ולתפקיד יש search_path = ${path}: יש להריץ alter role ${role} set search_path = ${schema}, או לבחור סכמה עם --database-schema`,
  settingUnfit: ({ name, value, role }) =>
    `בחיבור יש ${name} = ${value}, ו־whist לא יכולה לעבוד כך: יש להריץ alter role ${role} reset ${name}, וגם עבור מסד הנתונים, או לקבוע את ברירת המחדל של PostgreSQL.`,
  migrationWaiting: 'ממתינים ל־whist אחרת שמשנה את הטבלאות של אותו מסד נתונים. Ctrl-C מפסיק את ההמתנה.',
  backup: {
    noDatabase: (folder) =>
      `אין מסד נתונים בתיקייה ${folder}: יש לציין את התיקייה של השרת עם --data-dir, או את ה־PostgreSQL שלו עם --database-url`,
    noTables: 'אין במסד הנתונים טבלאות של whist, ולכן אין מה לגבות.',
    noSpace: (folder) =>
      `בדיסק של ${folder} אין מקום לעותק של מסד הנתונים, שהגיבוי צריך לזמן מה: יש לפנות מקום.`,
    busy: (folder) => `מסד הנתונים בתיקייה ${folder} נפתח או נסגר עכשיו: כדאי לנסות שוב בעוד רגע.`,
    notBackup: (file) => `הקובץ ${file} אינו גיבוי של whist.`,
    otherFormat: (file) =>
      `הקובץ ${file} הוא גיבוי בתבנית שהתוכנה הזאת לא מכירה: יש להשתמש בגרסה חדשה יותר של whist.`,
    damaged: (file) => `הגיבוי ${file} פגום או לא שלם: הגיבוב שלו לא מתאים. יש להשתמש בגיבוי אחר.`,
    schemaTooNew: (file, migration) =>
      `בגיבוי ${file} יש הסבה ${migration}, שהתוכנה הזאת לא מכירה: יש להשתמש בגרסה של whist שיצרה אותו, או בחדשה ממנה.`,
    unwritable: (file, code) =>
      `אי אפשר לכתוב את הגיבוי ${file} (${code}): יש לפנות מקום, או לציין קובץ אחר.`,
    strangeTable: (table) => `בגיבוי יש טבלה ${table} שאין בסכמה שלו.`,
    used: 'כבר יש במסד הנתונים הזה חשבונות או משחקים, ולכן דבר לא שוחזר: יש לציין תיקייה חדשה עם --data-dir, או מסד נתונים ריק.',
  },
  refusals: {
    password: 'PostgreSQL לא מקבל את המשתמש או את הסיסמה שבכתובת של מסד הנתונים: יש לתקן את הכתובת.',
    login:
      'PostgreSQL לא נותן למשתמש שבכתובת של מסד הנתונים להתחבר מכאן: יש לתת לתפקיד login, או להתיר זאת ב־pg_hba.conf, ואולי להוסיף לכתובת sslmode=require',
    right: (message) =>
      `PostgreSQL לא נותן ל־whist הרשאה (${message}): יש לתת אותה לתפקיד שבכתובת של מסד הנתונים, להשתמש בתפקיד אחר, או לבחור סכמה משלו עם --database-schema`,
    table: (table) =>
      `התפקיד שבכתובת של מסד הנתונים לא יכול לקרוא ולכתוב את הטבלה ${table}: יש להריץ עליה grant select, insert, update, delete, או להשתמש בתפקיד שהטבלאות שלו.`,
    readOnly:
      'מסד הנתונים מתיר עכשיו רק קריאה: יש להשתמש בשרת הראשי ולא בעותק, ולכבות את default_transaction_read_only לתפקיד ולמסד הנתונים.',
    missing: 'מסד הנתונים שבכתובת לא קיים: יש ליצור אותו עם createdb, או לתקן את הכתובת.',
    diskFull: 'הדיסק של מסד הנתונים מלא: יש לפנות מקום, ואז להפעיל שוב.',
    damaged: (message) =>
      `הדיסק פגם בחלק ממסד הנתונים (${message}): יש לשחזר גיבוי עם \`whist restore FILE\`. הפקודה \`whist doctor\` מראה מה עוד אפשר לקרוא.`,
    outOfMemory: 'ל־PostgreSQL לא נשאר זיכרון: יש לנסות שוב מאוחר יותר.',
    tooMany:
      'PostgreSQL לא מקבל עוד חיבורים: יש לסגור כמה מהם, להגדיל את max_connections, או לנסות שוב מאוחר יותר.',
    starting: 'PostgreSQL עולה או נעצר: יש לנסות שוב בעוד רגע.',
  },
};
