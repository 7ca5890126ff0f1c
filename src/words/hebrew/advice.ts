import type { Words } from '../english/index.ts';

export const advice: Words['advice'] = {
  made: 'הצלחה',
  byOne: 'החטאה',
  ahead: (leader, points) => `${leader} ביתרון של ${points}.`,
  ifNothing: (leader) => `אם אין נקודות ל${leader},`,
  ifMade: ({ leader, amount, points }) => `אם ${leader} עם ${amount} בהצלחה (${points}),`,
  enough({ zero, least }) {
    if (!zero && least === null) return 'אין הכרזה שמספיקה לעקיפה.';
    if (zero && least === 1) return 'כל הכרזה מספיקה לעקיפה, בהצלחה.';
    const many = least === null ? '' : least === 13 ? '13' : `${least} ומעלה`;
    return `לעקיפה: ${[zero ? '0' : '', many].filter((part) => part !== '').join(' או ')}, בהצלחה.`;
  },
};
