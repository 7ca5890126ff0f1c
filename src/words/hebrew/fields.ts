import type { Words } from '../english/index.ts';

export const fields: Words['fields'] = {
  amount: 'מספר הלקיחות',
  avatarUrl: 'התמונה',
  before: 'הסמן',
  code: 'קוד החדר',
  displayName: 'השם',
  email: 'כתובת הדוא״ל',
  groupId: 'הקבוצה',
  id: 'המשחק',
  length: 'אורך המשחק',
  'length.points': 'מספר הנקודות',
  'length.rounds': 'מספר הסיבובים',
  limit: 'מספר השורות',
  login: 'שם המשתמש או כתובת הדוא״ל',
  newPassword: 'הסיסמה החדשה',
  offset: 'מספר השורות לדילוג',
  params: 'רשימת הפרטים',
  since: 'היום הראשון',
  startingScores: 'ניקוד הפתיחה',
  until: 'היום האחרון',
  username: 'שם המשתמש',
};
