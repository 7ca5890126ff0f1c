import type { GameStatus } from '../../rules/index.ts';
import type { Words } from '../english/index.ts';
import { cards } from './cards.ts';

const statuses: Readonly<Record<GameStatus, string>> = {
  waiting: 'המשחק עוד לא התחיל.',
  bidding_trump: 'השולחן במכרז על השליט.',
  frisch: 'השולחן מעביר שלושה קלפים שמאלה.',
  bidding_contract: 'השולחן בהכרזות.',
  playing: 'הסיבוב משוחק עכשיו.',
  round_complete: 'הסיבוב נגמר והבא עוד לא חולק.',
  finished: 'המשחק נגמר.',
};

export const explanations: Words['explanations'] = {
  wrongPhase: (status) => `אי אפשר עכשיו. ${statuses[status]}`,
  turnOf: (name) => `התור של ${name}.`,
  bidAtLeast: (minimum) => `ההצעה צריכה להיות ${minimum} לפחות.`,
  bidMustBeat: (highest) =>
    `ההצעה צריכה לעבור את ${cards.bid(highest)}: ${highest.amount} בצורה גבוהה יותר, או מספר גדול יותר.`,
  theDeclarer: 'זוכה המכרז',
  contractBelow: (declarer, bid) =>
    `ההצעה של ${declarer} הייתה ${cards.bid(bid)}, ולכן ההכרזה היא ${bid.amount} לפחות.`,
  contractMakes13: (contract) => `עם ${contract} סכום ארבע ההכרזות יהיה 13; יש לבחור מספר אחר.`,
  frischAtMost: (most) => `בסיבוב כאן יש לכל היותר ${most} פריש, ולא פחות ממה שכבר נרשם.`,

  wrongPassword: 'הסיסמה לא נכונה.',
  passwordNeeded: 'לשינוי הדוא״ל או שם המשתמש צריך את הסיסמה.',
  notInGroup: 'אינך בקבוצה הזאת.',
  hostNeedsSeat: 'למארח החדש צריך להיות מקום ליד השולחן.',
  formerPlayerCannotPlay: 'חשבון של שחקן במשחק הזה נמחק, ולכן הארבעה לא יכולים לשחק שוב; אפשר לפתוח חדר חדש.',
  noSeatHere: 'אין לך מקום כאן; יש לומר עבור איזה מקום זה.',
  onlyHostAfterEnd: 'המשחק נגמר; רק המארח יכול לבטל משהו.',
  commandOfAnother: 'ה־commandId הזה שייך לשינוי של שחקן אחר; לכל שינוי צריך אחד חדש.',

  tooMany: (seconds) => `יותר מדי בקשות; אפשר לנסות שוב בעוד ${duration(seconds)}.`,
  tooManyLogins: 'יותר מדי אנשים נכנסים בבת אחת; אפשר לנסות שוב בעוד רגע.',
  noAnswer: 'השרת לא עונה; כדאי לבדוק את השולחן לפני שחוזרים על זה.',
  noConnection: 'החיבור נדחה',
  commandOf: (method) => `ה־commandId הזה כבר שימש ל־${method}; לכל קריאה צריך אחד חדש.`,
  hungUp: 'החיבור הזה סגור.',
  sessionUnusable: (why) => `אי אפשר להשתמש בכניסה שנשמרה במחשב הזה: ${why}`,

  param: (name, misfit) => `${name}: ${misfit}.`,
  params: (method) => `הפרמטרים של ${method} אינם מתאימים.`,
};

function duration(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? 'שנייה' : `${seconds} שניות`;
  return `${Math.ceil(seconds / 60)} דקות`;
}
