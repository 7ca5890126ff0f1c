import type { Words } from '../english/index.ts';

/** A name comes first and a noun says the deed, because a verb would need to know whether the player is a man or a woman. */
export const events: Words['events'] = {
  theTable: 'השולחן',
  theHost: 'המארח',
  formerPlayer: 'שחקן קודם',

  isHere: (name) => `${name} כאן`,
  isAway: (name) => `${name} לא כאן`,
  openedRoom: (name) => `החדר נפתח על ידי ${name}`,
  tookSeat: (name, seat) => `${name} במקום ${seat}`,
  left: (name) => `${name} מחוץ לחדר`,
  seatsChanged: 'המקומות הוחלפו',
  guestCame: (name) => `${name} ליד השולחן כאורח`,
  started: 'סיבוב 1 חולק',
  rematchOpened: (name) => `משחק חוזר נפתח על ידי ${name}`,
  watchersClosed: (name) => `החדר נסגר לצופים על ידי ${name}`,
  watchersOpened: (name) => `החדר נפתח לצופים על ידי ${name}`,
  becameHost: (name) => `התפקיד של המארח עבר אל ${name}`,
  satIn: (name) => `מעכשיו במקום הזה: ${name}`,
  accountDeleted: 'חשבון של שחקן נמחק, והשחקן מחוץ למשחקים',
  disowned: (name) => `לדברי ${name} המשחק אינו שלו; המקום שייך עכשיו לאורח`,
  claimed: (name) => `המשחק שויך לחשבון של ${name}`,

  bid: (name, bid) => `${name}: הצעה ${bid}`,
  unknownBid: 'משהו',
  passed: (name) => `${name}: פאס`,
  thrownIn: (name) => `${name}: גם פאס. הקלפים נאספים ואותו מחלק מחלק שוב`,
  wonAuction: (name, bid) => `${name}: זכייה במכרז עם ${bid}`,
  cardsPassed: 'שלושה קלפים הועברו שמאלה',
  contracted: (name, amount) => `${name}: הכרזה ${amount}`,
  wonTrick: (name) => `${name}: לקיחה`,
  wonLastTrick: (name) => `${name}: הלקיחה האחרונה, והמשחק נגמר`,
  tricksRecorded: 'הלקיחות של הסיבוב נרשמו',
  lastTricksRecorded: 'הלקיחות של הסיבוב האחרון נרשמו, והמשחק נגמר',
  dealt: 'הסיבוב הבא חולק',
  ended: 'המשחק הסתיים לפי החלטת המארח',
  closed: 'החדר נסגר לפי החלטת מפעיל השרת',
  abandoned: 'המשחק הסתיים, כי זמן רב לא שיחקו בו',
  undone: (name) => `${name}: ביטול הצעד האחרון`,
  undoneStep: (undone, step) => `${undone}: ${step}`,

  corrected: ({ name, round, changes }) =>
    `${name}: תיקון סיבוב ${round}: ${changes.length > 0 ? changes.join(', ') : 'בלי שינוי'}`,
  trumpChanged: (from, to) => `שליט ${from} → ${to}`,
  contractsChanged: (from, to) => `הכרזות ${from} → ${to}`,
  tricksChanged: (from, to) => `לקיחות ${from} → ${to}`,
  bidBy: (bid, name) => `${bid} של ${name}`,

  gameImported: 'המשחק הובא מהנייר',
  roundImported: (bid) => `סיבוב מהנייר: ${bid}`,
  sheetReplaced: (name) => `${name}: דף הניקוד תוקן והובא שוב`,

  recordedBy: (sentence, name) => `${sentence} (נרשם על ידי ${name})`,
  recordedByHost: (sentence) => `${sentence} (נרשם על ידי המארח)`,
};
