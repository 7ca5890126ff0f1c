import type { Words } from '../english/index.ts';

export const reader: Words['reader'] = {
  welcome: 'זה whist לקורא מסך. ? מקריא את המקשים, Tab מקריא את הניקוד.',
  advice: ({ amount, made, missed }) => `${amount}: ${made} בהצלחה, ${missed} בהחטאה באחת.`,
  keys: (keys) => `מקשים: ${keys.join(', ')}.`,
  onlyKeysAnywhere: 'אין מה לעשות כאן עכשיו; ? מקריא את המקשים.',
  totals: (totals) => `ניקוד: ${totals.join(', ')}.`,
  here: 'כאן:',
  roomOpened: (code, players) => `חדר ${code} בשימוש: ${players.join(', ')}.`,
  roomClosed: (code) => `חדר ${code} כבר אינו בשימוש.`,
};
