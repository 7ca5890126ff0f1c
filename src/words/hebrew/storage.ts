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
  diskFull: (folder) => `הדיסק של ${folder} מלא: יש לפנות מקום, ואז להפעיל שוב.`,
  databaseUrlUnknown:
    'הכתובת של מסד הנתונים אינה של PostgreSQL: צורתה postgres://user:password@host:5432/name',
  databaseUnreachable: (place, why) =>
    `אי אפשר להשתמש ב־PostgreSQL בכתובת ${place} (${why}): יש להפעיל אותו, או לתקן את הכתובת.`,
};
