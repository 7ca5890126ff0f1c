import type { Words } from '../english/index.ts';

export const values: Words['values'] = {
  statuses: {
    waiting: 'עוד לא התחיל',
    bidding_trump: 'במכרז',
    frisch: 'בפריש',
    bidding_contract: 'בהכרזות',
    playing: 'באמצע סיבוב',
    round_complete: 'בין סיבובים',
    finished: 'הסתיים',
  },
  formerPlayer: 'שחקן לשעבר',
  types: { over: 'מעל', under: 'מתחת' },
  form: { W: 'נ', L: 'ה' },
  days: {
    Sunday: 'יום ראשון',
    Monday: 'יום שני',
    Tuesday: 'יום שלישי',
    Wednesday: 'יום רביעי',
    Thursday: 'יום חמישי',
    Friday: 'יום שישי',
    Saturday: 'שבת',
  },
};
