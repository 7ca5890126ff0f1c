import type { Words } from '../english/index.ts';

export const profile: Words['profile'] = {
  displayName: 'שם',
  username: 'שם משתמש',
  email: 'דוא״ל',
  avatarUrl: 'תמונה',
  since: 'מאז',
  theme: 'צבעים',
  language: 'שפה',
  yourTurn: 'תור',
  gameOver: 'משחקים שנגמרו',
  claims: 'בקשות',
  usual: 'כרגיל',
  nothingGiven: 'צריך לומר מה לשנות, למשל: `whist profile set --display-name NAME`.',

  notices: {
    yourTurn: (code) => `הגיע תורך בחדר ${code}.`,
    corrected: (code) => `סיבוב במשחק ${code} תוקן.`,
    correctedBy: (code, name) => `תיקון של ${name} בסיבוב במשחק ${code}.`,
    over: (code) => `המשחק ${code} נגמר.`,
    closed: (code) => `החדר ${code} נסגר לפי החלטת מפעיל השרת.`,
    abandoned: (code) => `המשחק ${code} הסתיים, כי זמן רב לא שיחקו בו.`,
    claimAsked: (name) => `בקשה למשחקים מאת ${name}: הפקודה \`whist claim list\` מראה אותה.`,
    claimApproved: (name, games) =>
      `הבקשה שלך אושרה על ידי ${name}. ${games === 1 ? 'משחק אחד שלך' : `${games} משחקים שלך`} מעכשיו.`,
    groupAdded: (name, group) => `צורפת לקבוצה ${group} על ידי ${name}.`,
    accountChanged: (fields) => `החשבון שלך שונה במסוף אחר: ${fields}.`,
    accountChangedByOperator: (fields) => `החשבון שלך שונה לפי החלטת מפעיל השרת: ${fields}.`,
    fields: {
      displayName: 'שם',
      username: 'שם משתמש',
      email: 'כתובת דוא״ל',
      avatarUrl: 'תמונה',
      preferences: 'העדפות',
      password: 'סיסמה',
    },
    somebody: 'מישהו',
    more: (sentence, count) => `${sentence} (ועוד ${count}: whist notices)`,
    waiting: (count) => `${count === 1 ? 'הודעה אחת מחכה' : `${count} הודעות מחכות`} לך: \`whist notices\``,
    none: 'אין חדש.',
  },

  sessionHead: ['כניסה', 'מסוף', 'כתובת', 'מאז', 'שימוש אחרון'],
  unnamed: 'ללא שם',
  here: 'המסוף הזה',
  sessionEnded: (terminal) => `הכניסה של ${terminal} הסתיימה.`,
  severalSessions: (text) => `כמה כניסות מתחילות ב־${text}; צריך לכתוב עוד.`,
};
