import type { Words } from '../english/index.ts';

export const profile: Words['profile'] = {
  displayName: 'שם',
  username: 'שם משתמש',
  email: 'דוא״ל',
  avatarUrl: 'תמונה',
  since: 'מאז',
  theme: 'צבעים',
  language: 'שפה',
  visible: 'גלוי ל',
  visibleTo: { everybody: 'כולם', played: 'מי ששיחק איתך', nobody: 'אף אחד' },
  yourTurn: 'תור',
  gameOver: 'משחקים שנגמרו',
  claims: 'בקשות',
  usual: 'כרגיל',
  nothingGiven: 'צריך לומר מה לשנות, למשל: `whist profile set --display-name NAME`.',

  entering: {
    askLogin: 'שם משתמש או כתובת דוא״ל',
    askUsername: 'שם משתמש (אותיות, ספרות, מקף וקו תחתון)',
    askEmail: 'כתובת דוא״ל',
    askDisplayName: 'השם שהאחרים רואים',
    askFirstPassword: 'סיסמה (8 תווים או יותר)',
    askPasswordNow: 'הסיסמה הנוכחית',
    askNewPassword: 'סיסמה חדשה (8 תווים או יותר)',
    askPasswordAgain: 'אותה סיסמה שוב',
    askNewPasswordAgain: 'אותה סיסמה חדשה שוב',
    loggedIn: ({ displayName, username }) => `נכנסת בשם ${displayName} (${username}).`,
    loggedOut: 'יצאת מהחשבון.',
    loggedOutInstead: (person) =>
      `הכניסה של ${person} במחשב הזה הסתיימה. כמה אנשים יכולים להישאר מחוברים: יש לתת לכל אחד שם עם --profile NAME.`,
    passwordChanged: 'הסיסמה שלך הוחלפה. כל המכשירים האחרים שלך נותקו.',
    beforeDeleting:
      'הפקודה מוחקת את החשבון שלך לתמיד. המשחקים שלך נשארים, עם השם ”שחקן לשעבר“. הפקודה `whist export` שומרת קודם עותק שלהם.',
    askToConfirm: (username) => `לאישור יש להקליד את שם המשתמש ${username}`,
    deleted: (username) => `החשבון ${username} נמחק.`,
    handOver: (name, typed) => `  ${name}: \`whist group transfer ${typed} USER\``,
    welcome: (name, options) =>
      `שלום, ${name}. אפשר לפתוח חדר עם \`whist create${options}\`, או להצטרף לחדר עם \`whist join CODE${options}\`.`,
  },

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
    claimOffered: (name) => `בקשה של ${name} שמשחקים ייספרו לך: \`whist claim list\` מראה אותם, וההחלטה שלך.`,
    seatOffered: (name, code) => `הזמנה של ${name} למשחק ${code}: \`whist join ${code}\` תופס את המקום.`,
    claimAccepted: (name, games) =>
      `הסכמה של ${name}: ${games === 1 ? 'משחק אחד נספר' : `${games} משחקים נספרים`} מעכשיו.`,
    gameDisowned: (name, code) => `לדברי ${name}, המשחק ${code} אינו שלו. המקום שייך עכשיו לאורח.`,
    groupInvited: (name, group) =>
      `הזמנה של ${name} לקבוצה ${group}: \`whist group accept "${group}"\` או \`whist group decline "${group}"\`.`,
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
