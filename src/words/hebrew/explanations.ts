import type { GameStatus } from '../../rules/index.ts';
import type { Words } from '../english/index.ts';
import { fingerprintLines } from '../format.ts';
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
  nameAtTable: (name) => `מישהו בשולחן כבר נקרא ${name}; יש לבחור שם אחר לאורח הזה.`,
  playerNotShown: 'אין שחקן כזה, או שהעמוד שלו לא גלוי לך.',
  commandOfAnother: 'ה־commandId הזה שייך לשינוי של שחקן אחר; לכל שינוי צריך אחד חדש.',

  tooMany: (seconds) => `יותר מדי בקשות; אפשר לנסות שוב בעוד ${duration(seconds)}.`,
  damaged: 'הדיסק של השרת פגם במה שנחוץ לזה, ודבר לא השתנה; מי שמפעיל את השרת יכול לבדוק עם `whist doctor`.',
  tooManySockets: 'יש לך יותר מדי חיבורים בבת אחת; יש לסגור אחד מהם ולנסות שוב.',
  tooManyLogins: 'יותר מדי אנשים נכנסים בבת אחת; אפשר לנסות שוב בעוד רגע.',
  noAnswer: 'השרת לא עונה; כדאי לבדוק את השולחן לפני שחוזרים על זה.',
  commandOf: (method) => `ה־commandId הזה כבר שימש ל־${method}; לכל קריאה צריך אחד חדש.`,
  hungUp: 'החיבור הזה סגור.',
  unreachable: {
    refused: (server) =>
      `שום שרת לא עונה בכתובת ${server}; אפשר להפעיל אחד עם \`whist serve\`, או לציין אחר עם --server.`,
    unknownHost: (server) =>
      `שם המחשב שבכתובת ${server} לא מוכר כאן; יש לבדוק את האיות שלו, ושהמחשב הזה מחובר לרשת.`,
    noRoute: (server) =>
      `שום רשת של המחשב הזה לא מובילה אל ${server}; יש לבדוק את הכתובת, וששני המחשבים באותה רשת.`,
    timeout: (server) =>
      `שום דבר לא ענה בזמן בכתובת ${server}; יש לבדוק את הכתובת ואת חומת האש, או לנסות שוב מאוחר יותר.`,
    certificate: (server) =>
      `המחשב הזה לא סומך על התעודה של ${server}; יש לציין את קובץ הרשות שלה עם --ca, או לתת לשרת תעודה של רשות ציבורית.`,
    certificateUnknown: (server, fingerprint) =>
      `שום דבר כאן לא מוכיח שהתעודה של ${server} היא הנכונה, ואין מסוף לשאול בו. יש לציין את קובץ הרשות שלה עם --ca, או לענות על השאלה פעם אחת במסוף. טביעת האצבע שלה (SHA-256) היא ${fingerprint}.`,
    certificateChanged: (server, fingerprint, options) =>
      `השרת ${server} מראה תעודה אחרת מזו שסמכת עליה, ולכן לא נשלח דבר. ייתכן שמישהו מתחזה לשרת הזה וקורא את הסיסמה שלך. אם מי שמפעיל את השרת אומר שהתעודה חדשה, ושטביעת האצבע שלה (SHA-256) היא ${fingerprint}, אפשר לשכוח את הישנה עם \`whist forget${options}\`.`,
    plaintext: (server, address) =>
      `הקו אל ${server} לא מוצפן, ומוביל אל ${address}, שאינה ברשת פרטית: אחרים יכולים לקרוא בדרך את הסיסמה ואת הכניסה שלך. יש להשתמש ב־wss://‎ אם השרת מדבר TLS, לענות על השאלה פעם אחת במסוף, או לתת --plaintext.`,
    certificateDate: (server) =>
      `התעודה של ${server} לא תקפה היום; יש לחדש אותה, או לכוון את השעון של המחשב הזה.`,
    certificateName: (server) =>
      `התעודה של ${server} ניתנה לשם אחר; יש לציין את השרת עם --server בשם שבתעודה שלו.`,
    tls: (server) => `השרת בכתובת ${server} מדבר TLS; יש לתת אותו עם --server, ולכתוב wss://‎ במקום ws://‎.`,
    noTls: (server) =>
      `השרת בכתובת ${server} לא מדבר TLS; יש לתת אותו עם --server, ולכתוב ws://‎ במקום wss://‎.`,
    redirect: (server, place) =>
      `השרת שבכתובת ${server} עבר${place === '' ? '' : ` אל ${place}`}; יש לציין את הכתובת החדשה עם --server.`,
    notFound: (server, status) =>
      `שרת אינטרנט עונה בכתובת ${server}, אבל אין בנתיב הזה whist (${status}); יש לבדוק את הנתיב, שהוא בדרך כלל ‎/ws.`,
    forbidden: (server, status) =>
      `שרת מתווך בכתובת ${server} לא מכניס את המחשב הזה (${status}); יש לבקש גישה ממי שמפעיל אותו.`,
    hostRefused: (server) =>
      `השרת לא עונה לשם שבכתובת ${server}; יש להשתמש בכתובת ה־IP שלו, או לבקש ממי שמפעיל אותו להוסיף ‎--allow-host.`,
    waiting: (server) =>
      `יותר מדי חיבורים מהכתובת הזאת מחכים לכניסה בשרת ${server}; יש לנסות שוב בעוד כמה שניות.`,
    gateway: (server, status) =>
      `שרת מתווך עונה בכתובת ${server}, אבל לא מגיע אל השרת שמאחוריו (${status}); יש להפעיל אותו, או לנסות שוב מאוחר יותר.`,
    noUpgrade: (server, status) =>
      `דף אינטרנט עונה בכתובת ${server} (${status}); השרת המתווך צריך להעביר WebSocket, עם הכותרות Upgrade ו־Connection.`,
    version: (server, status) =>
      `השרת בכתובת ${server} רוצה גרסה אחרת של WebSocket (${status}); יש לעדכן אותו ואת whist.`,
    hungUp: (server) =>
      `השרת בכתובת ${server} סגר את החיבור לפני שנפתח; יש לבדוק את הכתובת, או לנסות שוב מאוחר יותר.`,
    noWhist: (server, code) =>
      `תוכנה אחרת ולא whist עונה בכתובת ${server}${code === '' ? '' : ` (${code})`}; יש לבדוק את הכתובת ואת הפורט.`,
  },
  trust: {
    unknown: ({ server, fingerprint, because }) =>
      `שום דבר כאן לא מוכיח שהתעודה של ${server} היא הנכונה: ${whyUnknown(because)}. טביעת האצבע שלה (SHA-256) היא\n  ${fingerprintLines(fingerprint).join('\n  ')}\nיש להשוות אותה לטביעת האצבע שהשרת מראה על המסך שלו. אם היא אחרת, ייתכן שמישהו מתחזה לשרת וקורא את הסיסמה שלך.`,
    trustIt: 'לסמוך מעכשיו על התעודה הזאת?',
    plaintext: (server, address) =>
      `הקו אל ${server} לא מוצפן, ומוביל אל ${address}, שאינה ברשת פרטית. אפשר לקרוא בדרך את הסיסמה ואת הכניסה שלך.`,
    goOn: 'להמשיך, ולא לשאול עוד על השרת הזה?',
    refused: 'שום דבר לא נשלח.',
    forgotten: (server) => `מה שהתקבל לגבי ${server} נשכח; הפקודה הבאה תשאל שוב.`,
    nothingKnown: (server) => `לא התקבל שום דבר לגבי ${server}.`,
    caUnreadable: (file, code) => `אי אפשר לקרוא את הקובץ ${file} (${code}): יש לציין אחר עם --ca.`,
    caEmpty: (file) => `אין תעודה בקובץ ${file}: יש לציין קובץ PEM עם --ca.`,
  },
  sessionUnusable: (why) => `אי אפשר להשתמש בכניסה שנשמרה במחשב הזה: ${why}`,

  param: (name, misfit) => `${name}: ${misfit}.`,
  params: (method) => `הפרמטרים של ${method} אינם מתאימים.`,
};

function whyUnknown(because: string | undefined): string {
  if (because === 'certificateDate') return 'היא לא תקפה היום';
  if (because === 'certificateName') return 'היא ניתנה לשם אחר';
  return 'שום רשות שהמחשב הזה מכיר לא חתמה עליה';
}

function duration(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? 'שנייה' : `${seconds} שניות`;
  return `${Math.ceil(seconds / 60)} דקות`;
}
