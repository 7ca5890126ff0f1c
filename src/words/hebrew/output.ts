import type { Words } from '../english/index.ts';
import { phrases } from './phrases.ts';

type Output = Words['output'];

const games = (count: number) => (count === 1 ? 'משחק אחד' : `${count} משחקים`);

/** `75 % הצליחו (12 מתוך 16)` */
const madeOf = ({ made, attempted, rate }: Parameters<Output['player']['made']>[0]) =>
  `${made} מתוך ${attempted} הצליחו (${rate})`;

const prompt: Output['prompt'] = {
  password: 'סיסמה',
  notTheSame: 'שתי הסיסמאות שונות; יש להקליד אותה מחדש.',
  question: (question, fallback) =>
    fallback === undefined ? `${question}: ` : `${question} [${fallback}]: `,
  yesOrNo: (question) => `${question} (y כן, N לא) `,
  yes: /^(y(es)?|כ(ן)?)$/i,
  noTerminal: (flag) => `אין מסוף לשאול בו; יש לתת ${flag}.`,
  passwordFileUnreadable: (file) => `אי אפשר לקרוא את קובץ הסיסמה ${file}.`,
};

const connect: Output['connect'] = {
  notLoggedIn: (server, flag) =>
    `אין במחשב הזה כניסה אל ${server}; יש להשתמש ב־\`whist login${flag}\`, או קודם ב־\`whist register${flag}\`.`,
  openingDatabase: 'שום שרת לא עונה; פותחים את המשחקים שבמחשב הזה …',
  folderUnusable: (folder, code) =>
    `אי אפשר להשתמש בתיקיית ההגדרות ${folder} (${code}): יש לציין אחרת במשתנה WHIST_CONFIG_DIR.`,
};

const screen: Output['screen'] = {
  noTerminal: 'המסכים צריכים מסוף; עם --json זה צינור של שורות JSON-RPC.',
  sessionEnded: (flag) => `הכניסה הזאת הסתיימה; יש להיכנס שוב עם \`whist login${flag}\`.`,
  fenced: (room) => `המקום הזה ממשיך עכשיו במסוף אחר שלך. אפשר לקחת אותו בחזרה עם \`whist join ${room}\`.`,
  putOut: 'החדר הזה נסגר לצופים על ידי המארח.',
  comeBack: (command) => `השולחן ממשיך. אפשר לחזור עם \`${command}\`.`,
  finished: (game) => `טבלת הניקוד נשארת: \`whist game ${game}\`.`,
};

const pipe: Output['pipe'] = {
  serverGone: 'השרת נעלם; יש להפעיל את הצינור שוב כשהוא חוזר.',
  lineTooLong: (bytes) => `בשורה יכולים להיות ${bytes} בתים; השורה הזאת ארוכה יותר ולא נשלחה.`,
};

const room: Output['room'] = {
  noRule: (text, rules) => `--rule ${text} אינו כלל של המשחק הזה; יש ${rules}.`,
  fourScores: '--starting-scores צריך ארבעה מספרים שלמים לפי סדר המקומות, כמו 10,-20,0,35.',
  wholeNumber: (flag, value) => `${flag} צריך מספר שלם, לא ${value}.`,
};

const play: Output['play'] = {
  noTerminal: 'הפקודה `whist play` צריכה מסוף.',
  startingServer: 'שום שרת לא עונה במחשב הזה; מפעילים אחד בשביל השולחן הזה.',
  deviceName: 'השולחן הזה',
  askOthers: (name) => `${name} במקום הראשון. האחרים, בכיוון השעון:`,
  askAll: 'מי משחקים? בכיוון השעון, המחלק הראשון קודם:',
  askPlayer: (number) => ({ question: `  שחקן ${number}`, fallback: `שחקן ${number}` }),
};

const demo: Output['demo'] = {
  badSeed: '--seed צריך מספר שלם.',
  intro:
    'הדגמה: Dana, Yossi, Noa ו־Amir משחקים לבד ארבעה סיבובים, לכל אחד מסוף משלו. כאן רואים את המסוף של Dana.',
  caption: ({ isPaused, pace, paces }) =>
    `הדגמה: ארבעה שחקנים מוכנים מראש, המסוף של Dana · ${isPaused ? 'בהפסקה' : `מהירות ${pace} מתוך ${paces}`}`,
  keys: '+ מהר יותר   - לאט יותר   Space הפסקה או המשך   n הצעד הבא   q יציאה',
};

const stats: Output['stats'] = {
  notUpToDate: 'המספרים האלה עוד לא עדכניים, כי משחקים רבים נוספו עכשיו.',
  rules: (rules) => `כללים: ${rules}; --all-rules סופר את כל המשחקים.`,
  more: (offset) => `עוד: --offset ${offset}`,
};

const player: Output['player'] = {
  noGame: 'עוד לא נגמר אף משחק.',
  games: 'משחקים',
  gamesWon: (count, { won, rate }) => `${count}, מתוכם ${won} ניצחונות (${rate})`,
  rating: 'דירוג',
  form: 'לאחרונה',
  newestFirst: (form) => `${form} (ניצחון או הפסד, החדש קודם)`,
  streak: 'רצף ניצחונות',
  streakBest: (now, best) => `${now}, הטוב ביותר ${best}`,
  points: 'ניקוד',
  pointsLine: ({ total, average, best, worst }) =>
    `${total}, בממוצע ${average} למשחק, הגבוה ${best}, הנמוך ${worst}`,
  rounds: 'סיבובים',
  roundsBest: (rounds, best) => `${rounds}, הטוב ביותר ${best}`,
  contracts: 'הכרזות',
  contractsMade: ({ average, ...made }) => `${madeOf(made)}, בממוצע ${average}`,
  zeros: 'אפסים',
  made: madeOf,
  auctions: 'זכיות במכרז',
  auctionsWon: (won, suit) => `${won}${suit === null ? '' : `, בעיקר ב${suit}`}`,
  suitLine: (times, rate) => `${times}, ניצחונות איתו ${rate}`,
  nemesis: 'נמסיס',
  nemesisLine: (name, { above, games }) => `${name}, מעל ב־${above} מתוך ${games} משחקים`,
  course: (count) => `${games(count)} אחרונים, הישן קודם`,
  scores: 'ניקוד',
  achievements: 'הישגים',
  opponents: 'ראש בראש',
  opponentsHead: ['', 'משחקים', 'מעל', 'מתחת', 'ניקוד'],
};

const game: Output['game'] = {
  title({ code, day, status, winners }) {
    const won = winners.length > 0 ? `, ניצחון של ${phrases.list(winners)}` : '';
    return `משחק ${code}, ${day}, ${status}${won}`;
  },
  pictureTitle: ({ code, day, status, winners }) =>
    `משחק ${code}, ${day}, ${winners.length > 0 ? `ניצחון של ${phrases.list(winners)}` : status}`,
  legend: ({ declarer, type, tricks, points }) =>
    [
      `בכל תא: ${tricks ? 'לקיחות/הכרזה, ' : ''}${points ? 'ניקוד וסך הכול עד כה' : 'סך הכול עד כה'}.`,
      ...(declarer === 'named' ? ['ליד השליט: מי שזכה במכרז.'] : []),
      ...(declarer === 'marked' ? ['• מסמן את מי שזכה במכרז.'] : []),
      ...(type ? ['בסיבוב מעל סכום ההכרזות הוא יותר מ־13, ובסיבוב מתחת פחות.'] : []),
    ].join(' '),
  replaced({ displayName, first, last, seatOf }) {
    const rounds = first === last ? `סיבוב ${first}` : `סיבובים ${first} עד ${last}`;
    return `${displayName} במקום של ${seatOf}: ${rounds}. הם נספרים למי ששיחק אותם.`;
  },
  trump: 'שליט',
  start: 'פתיחה',
  total: 'סה״כ',
  chartTitle: 'סך הכול עד כה, צעד לכל סיבוב:',
  several: '* כמה',
  totalsByRound: 'סך הכול עד כה לפי סיבוב',
  pictureSaved: (file) => `התמונה נמצאת ב־${file}.`,
  pictureUnwritable: (file, code) => `אי אפשר לכתוב את התמונה אל ${file} (${code}): יש לבחור קובץ אחר.`,
};

const group: Output['group'] = {
  notFound: (name, near) =>
    near === null
      ? `אינך בקבוצה בשם ${name}; הרשימה: \`whist group\`.`
      : `אינך בקבוצה בשם ${name}. אולי הכוונה ל־${near}?`,
  didYouMean: (name) => `הכוונה ל־${name}?`,
  reallyNear: (near, name) => `כבר יש לך קבוצה בשם ${near}. ליצור עוד אחת, בשם ${name}?`,
  reallyDelete: (name) => `למחוק את ${name}? המשחקים שלה נשמרים.`,
  nothingChanged: 'שום דבר לא השתנה.',
  ambiguous: (name, ids) =>
    `יש לך כמה קבוצות בשם ${name}; יש לציין את הקבוצה לפי המזהה שלה: ${ids.join(', ')}.`,
  none: 'אינך עדיין באף קבוצה; אפשר ליצור אחת עם `whist group create "ויסט של שישי"`.',
  deleted: (name) => `${name} נמחקה. המשחקים שלה נשמרים.`,
  left: (name) => `עזבת את ${name}.`,
  listHead: ['קבוצה', 'חברים', 'משחקים', 'משחק אחרון'],
  notPlayed: 'עוד לא נגמר אף משחק',
  played: ({ games: count, rounds, last }) => `${games(count)}, ${phrases.rounds(rounds)}, האחרון ב־${last}`,
  roles: { owner: 'בעלות', member: 'חברות' },
  invited: 'הזמנה',
  invitations: 'הזמנות, עם `whist group accept GROUP` או `whist group decline GROUP`:',
  invitation: ({ name, by, members }) =>
    `${name}: הזמנה של ${by}, ${members === 1 ? 'חבר אחד' : `${members} חברים`}`,
  waiting: (invitation, typed) =>
    `${invitation}. כדי לקבל: \`whist group accept "${typed}"\`, כדי לדחות: \`whist group decline "${typed}"\`.`,
  more: 'יש לך עוד קבוצות. אפשר לראות קבוצה לפי שמה: `whist group show GROUP`.',
  noInvitation: (name) => `אין לך הזמנה אל ${name}; הרשימה: \`whist group list\`.`,
  severalInvitations: (name, ids) =>
    `יש לך הזמנות לכמה קבוצות בשם ${name}; יש לציין אחת לפי המזהה שלה: ${ids.join(', ')}.`,
  declined: (name) => `דחית את ההזמנה אל ${name}.`,
  since: (day) => `מאז ${day}`,
  bestsTitle: 'השיאים',
  bests: {
    highestRound: 'הסיבוב הגבוה ביותר',
    highestGame: 'המשחק הגבוה ביותר',
    lowestGame: 'המשחק הנמוך ביותר',
    longestGame: 'המשחק הארוך ביותר, בסיבובים',
    biggestComeback: 'הקאמבק הגדול ביותר',
    mostZeros: 'הכי הרבה אפסים במשחק',
  },
  matrixTitle: 'ראש בראש: בכמה משחקים השחקן שבתחילת השורה סיים מעל האחר, מתוך המשותפים',
  activity: (day, rounds) => `היום הפעיל ביותר: ${day}; ${rounds} סיבובים למשחק`,
  months: ({ first, line, last, games }) => `משחקים בחודש  ${first} ${line} ${last}, בחודש האחרון ${games}`,
};

const block: Output['block'] = {
  blocked: (name) => `${name} בחסימה, ולא יידעו על כך. \`whist unblock ${name}\` מסיר אותה.`,
  unblocked: (name) => `${name} כבר לא בחסימה.`,
  notFound: (name) => `אין משתמש ואין קבוצה שלך בשם ${name}.`,
  none: 'לא חסמת אף אחד.',
  group: (name) => `הקבוצה ${name}`,
};

const claim: Output['claim'] = {
  waiting: (text) => `${text}; הרשימה: \`whist claim\`.`,
  asksGuest: (claimant, guest) => `בקשה של ${claimant} לקבל את המשחקים של האורח שלך ${guest}`,
  asksAccount: (claimant) => `בקשה של ${claimant} לקבל את כל מה שיש בחשבון הזה, שאז ייסגר`,
  offers: (by, { games: count, years, group: of }) =>
    `בקשה של ${by} ש${count === 1 ? 'משחק אחד' : `־${count} משחקים`}${years === null ? '' : ` מ־${years}`} ייספרו לך${of === null ? '' : `, מהקבוצה ${of}`}`,
  years: (first, last) => (first === last ? first : `${first} עד ${last}`),
  offerChoices: (user) =>
    `כדי לסרב: \`whist claim drop ${user}\`, וכדי לא לשמוע עוד: \`whist block ${user}\`.`,
  offered: (name, claimant) => `הצעת את המשחקים של האורח ${name}; צריך הסכמה של ${claimant}.`,
  disowned: (id) => `המשחק ${id} כבר לא נספר לך. המקום שלך שייך עכשיו לאורח.`,
  theGuest: (name) => `האורח ${name}`,
  askedYourself: (whose, claimant) =>
    `${whose}: הרישום הוא שלך. הפקודה \`whist claim approve ${claimant}\` מעבירה את המשחקים.`,
  asked: (whose, { decider, claimant }) =>
    `ביקשת את המשחקים של ${whose}; צריך אישור של ${decider}: \`whist claim approve ${claimant}\`.`,
  none:
    'אין בקשה פתוחה. `whist claim guest GAME NAME` מבקש את המשחקים ששיחקת כאורח, ' +
    '`whist claim account USER` את אלה של חשבון אחר שלך.',
  toDecide: 'להחלטה שלך, עם `whist claim approve CLAIM` או `whist claim drop CLAIM`:',
  youAsked: 'ביקשת את המשחקים של:',
  waitingFor: (whose, decider) => `${whose}; מחכים ל־${decider}.`,
  approved: (count, { from, to }) => `${games(count)} של ${from} עברו אל ${to}.`,
  dropped: 'הבקשה הוסרה; אף משחק לא עבר.',
  notFound: (text) => `אין בקשה של ${text} להחלטה שלך; הרשימה: \`whist claim\`.`,
  ambiguous: (text, ids) => `יש כמה בקשות של ${text}; יש לציין אחת לפי המזהה שלה: ${ids.join(', ')}.`,
};

export const output: Output = {
  person: ({ displayName, username, guest }) => `${displayName} (${guest ? 'אורח' : username})`,
  gameCode: (code) => `משחק ${code}`,
  noGames: 'עוד לא נגמר אף משחק.',
  notWritten: (code) => `אי אפשר לכתוב את הפלט (${code}); יש לפנות מקום, או לכתוב אותו במקום אחר.`,
  prompt,
  connect,
  screen,
  pipe,
  room,
  play,
  demo,
  stats,
  board: {
    head: ['', 'שחקן', 'משחקים', 'ניצחונות', 'אחוז ניצחונות', 'ניקוד', 'הכרזות שהצליחו', 'דירוג'],
    usualRules: 'הכללים הרגילים',
    provisional: '? דירוג אחרי פחות מחמישה משחקים הוא זמני.',
  },
  player,
  history: {
    earlier: (cursor) => `משחקים קודמים: --before ${cursor}`,
    rounds: phrases.rounds,
  },
  game,
  group,
  block,
  claim,
};
