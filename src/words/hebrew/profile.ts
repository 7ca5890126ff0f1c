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
  usual: 'כרגיל',
  nothingGiven: 'צריך לומר מה לשנות, למשל: `whist profile set --display-name NAME`.',

  sessionHead: ['כניסה', 'מסוף', 'כתובת', 'מאז', 'שימוש אחרון'],
  unnamed: 'ללא שם',
  here: 'המסוף הזה',
  sessionEnded: (terminal) => `הכניסה של ${terminal} הסתיימה.`,
  severalSessions: (text) => `כמה כניסות מתחילות ב־${text}; צריך לכתוב עוד.`,
};
