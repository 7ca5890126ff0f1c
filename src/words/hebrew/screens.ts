import type { GameStatus } from '../../rules/index.ts';
import type { Words } from '../english/index.ts';
import { contracts } from './contracts.ts';
import { duration, phrases } from './phrases.ts';

const phases: Readonly<Record<GameStatus, string>> = {
  waiting: 'לובי',
  bidding_trump: 'מכרז',
  frisch: 'פריש',
  bidding_contract: 'הכרזות',
  playing: 'משחק',
  round_complete: 'סוף הסיבוב',
  finished: 'סוף המשחק',
};

const inAnySuit = (amount: number) => `${amount} בכל צורה`;

export const screens: Words['screens'] = {
  tooSmall: (columns, rows) => `יש להגדיל את החלון ל־${columns}×${rows}.`,
  connecting: 'מתחברים לחדר …',
  quits: 'q יציאה',
  nobody: 'אף אחד',
  recordsAlready: 'המסוף הזה כבר רושם בשביל השחקן הזה.',
  mayNotRecord: 'רק המארח רושם בשביל אחרים, או כל אחד אחרי ששחקן לא היה כאן זמן רב.',
  tricksNot13: (sum) => `סכום הלקיחות הוא ${sum} ולא 13; כדאי לספור שוב.`,

  frame: {
    phases,
    round: (number, last) => `סיבוב ${number}${last === null ? '' : ` מתוך ${last}`}`,
    minimum: (amount) => `מינימום ${amount}`,
    watching: 'צפייה',
    yourTurn: 'התור שלך',
    turnOf: (name) => `התור של ${name}`,
    title: (code, isTurn) => (isTurn ? `▶ התור שלך · whist ${code}` : `whist ${code}`),
    replay: 'שידור חוזר',
    demo: 'הדגמה',
    step: (step, last) => `צעד ${step} מתוך ${last}`,
    online: 'מחובר',
    reconnecting: (seconds) => `מתחברים שוב …${seconds > 0 ? ` ${duration(seconds)}` : ''}`,
    slow: (seconds) => `קו איטי, ${duration(seconds)}`,
    lineDown: 'הקו לשרת נפל; המסוף הזה מתחבר שוב לבד.',
    saving: 'שומרים',
    justChanged: 'השולחן השתנה עכשיו; כדאי להסתכל שוב.',
    movedOn: 'השולחן המשיך הלאה; כדאי להסתכל שוב.',
    notRecorded: (events, more, why) =>
      `לא נרשם: ${events.join(', ')}${more > 0 ? ` ועוד ${more}` : ''}. ${why}`,
    recordedUpTo: (event) => `נרשם: ${event}.`,
    keysNotUsed: (why) => `${why} המקשים שנלחצו מאז לא שימשו.`.trimStart(),
    savingFirst: 'קודם שומרים; עוד q יוצא בלי זה.',
    pasteNotUsed: 'טקסט מודבק לא משמש כאן: יש להקליד את המקשים.',
  },

  table: {
    seat: 'מקום',
    total: 'סה״כ',
    behind: 'בפיגור',
    ahead: 'בראש',
    contract: 'הכרזה',
    tricks: 'לקיחות',
    points: 'ניקוד',
    trump: 'שליט',
    round: 'ס׳',
    declarer: 'זוכה',
    free: 'פנוי',
    you: 'אני',
    host: 'מארח',
    guest: 'אורח',
    dealer: 'מחלק',
  },

  lobby: {
    howToJoin: (command) => `האחרים מצטרפים עם  ${command}`,
    notEncrypted: 'הקו אל השרת הזה לא מוצפן.',
    onThisMachine: (command) => `במחשב הזה  ${command}`,
    rules: 'כללים',
    usualRules: 'הכללים הרגילים',
    passIsFinal: 'פאס הוא סופי',
    frischMax: (count) => (count === 0 ? 'בלי פריש' : `לכל היותר ${count} פריש`),
    frischKeepsMinimum: 'פריש לא מעלה את המינימום',
    minimumBid: (amount) => `הצעה מינימלית ${amount}`,
    missPerTrick: (points) => `−${points} לכל לקיחה שהוחטאה`,
    zeroUnder: (points) => `+${points} על 0 שהצליח מתחת`,
    zeroOver: (points) => `+${points} על 0 שהצליח מעל`,
    zeroFailedFlat: '−50 קבוע על 0 שנכשל',
    length: 'אורך',
    openLength: 'פתוח: המארח מסיים את המשחק',
    untilPoints: (points) => `עד שמישהו מגיע ל־${points} נקודות`,
    onPaper: 'על הנייר',
    seatsFree: (count) => (count === 1 ? 'מקום אחד פנוי.' : `${count} מקומות פנויים.`),
    hostStarts: 'כל הארבעה כאן: Enter מתחיל.',
    waitForHost: 'כל הארבעה כאן: המארח מתחיל.',
    full: 'כל ארבעת המקומות תפוסים.',
    steps: (code, flag) => [
      `1  בפעם הראשונה, כל שחקן: npx whist register${flag}`,
      `2  אחר כך: npx whist join ${code}${flag}`,
      '3  או npx whist לבד, ולבחור: הצטרפות לחדר.',
      '4  המקומות הם כמו סביב השולחן; w מחליף בין שניים.',
    ],
  },

  seats: {
    taken: 'מישהו כבר יושב שם; יש לבחור מקום פנוי או לבקש מהמארח.',
    takeWhich: 'לאיזה מקום פנוי לעבור?',
    swapWhich: 'איזה מקום להחליף?',
    swapWith: (seat) => `את מקום ${seat} להחליף עם איזה מקום?`,
  },

  name: {
    missing: 'קודם יש להקליד שם, באותיות או בספרות.',
    tooLong: (longest) => `בשם יש לכל היותר ${longest} תווים.`,
  },

  guest: {
    title: 'לאורח יש רק שם; המארח רושם בשבילו.',
    name: 'שם',
  },

  substitute: {
    title: (name) => `מי ממשיך במקום ${name}? הסיבובים שנגמרו נשארים של ${name}.`,
    guest: 'שם של אורח',
    account: 'שם משתמש של חשבון',
  },

  auction: {
    soFar: 'הצעות עד כה',
    pass: 'פאס',
    highestBid: 'הצעה גבוהה',
    noBid: 'עוד אין',
    minimum: 'מינימום',
    inAnySuit,
    orHigher: (bid) => `${bid} או יותר`,
    higherThanAll: 'אין גבוה מזה',
    suits: 'צורות',
    suitsInOrder: '♣ תלתן < ♦ יהלום < ♥ לב < ♠ עלה < NT ללא שליט',
    frisch: 'פריש',
    frischOf: (count, most) => `${count} מתוך ${most} לכל היותר`,
    waiting: (name) => `מחכים להצעה או לפאס של ${name}.`,
    yourBid: 'ההצעה שלך',
    bidOf: (name) => `ההצעה של ${name}`,
    amount: 'מספר',
    amountNotPossible: (amount) => `${amount} אי אפשר`,
    suit: 'צורה',
    chooseBoth: 'יש לבחור מספר וצורה, או פאס.',
    chooseSuit: (amount) => `${amount} ב־…: יש לבחור צורה.`,
    chooseAmount: (suit) => `… ${suit}: יש לבחור מספר.`,
    enterBids: (bid) => `${bid}: Enter מציע.`,
    notHighEnough: (bid) => `${bid} לא מספיק גבוה.`,
    amountFirst: 'קודם יש לבחור מספר: להקליד אותו, או עם ← ו־→.',
    suitFirst: 'קודם יש לבחור צורה: c תלתן, d יהלום, h לב, s עלה, n ללא שליט.',
  },

  frisch: {
    passesTo: 'מעביר קלפים אל',
    count: (count, most) => `פריש ${count} מתוך ${most} לכל היותר`,
    howTo:
      'כל הארבעה אמרו פאס. יש להעביר שלושה קלפים הפוכים למי שיושב משמאלך, ואז לקחת את השלושה ממי שיושב מימינך.',
    newMinimum: 'מינימום חדש',
    opensAgain: 'פותח שוב',
  },

  contracts,

  playing: {
    needs: 'חסר',
    now: 'עכשיו',
    tricksOf: (tricks, contract) => `${tricks} מ־${contract}`,
    made: 'הושג',
    more: (tricks) => `עוד ${tricks}`,
    over: (tricks) => `${tricks} יותר`,
    missed: 'הוחטא',
    tricksLeft: 'לקיחות שנותרו',
    leftOf13: (left) => `${left} מתוך 13`,
    leads: (bid, name) => `${bid} של ${name}, עם הקלף הראשון`,
    contracts: 'הכרזות',
    aboutNow: 'עכשיו: הנקודות של כל מקום אם הסיבוב היה נגמר כך.',
    notYourTrick: (name, seat) => `הלקיחות של מקום ${seat} נרשמות על ידי ${name}; ‏r רושם את כולן יחד.`,
  },

  roundForm: {
    winner: 'זוכה',
    bid: 'הצעה',
    suit: 'צורה',
    frisch: 'פריש',
    minimum: (amount) => `f: עוד אחד   הצעה מינימלית ${amount}`,
    auctionBegun: 'המכרז כבר התחיל: ההצעה הגבוהה מולאה, Enter מקבל אותה.',
    typeWinner: 'מי זכה במכרז? להקליד 1 עד 4.',
    typeBid: 'כמה לקיחות בהצעה?',
    typeSuit: 'באיזו צורה? c תלתן, d יהלום, h לב, s עלה, n ללא שליט.',
    typeContract: (name) => `ההכרזה של ${name}?`,
    typeTricks: (name, left) => `נותרו ${left}. הלקיחות של ${name}?`,
    enterRecords: 'Enter רושם את הסיבוב.',
    oneOrMore: (digit) => `${digit}: Enter, או ספרה שנייה ל־10 עד 13.`,
    twoDigits: (digit) => `${digit}: להקליד ספרה שנייה, ל־10 עד 13.`,
    enterAfterOne: 'קודם Enter, שמסיים את ה־1.',
    contractFirst: 'להקליד את ההכרזה; אין צורך ב־Enter, חוץ מאשר אחרי 1.',
    undoTakesBack: 'לא הוקלד כאן כלום; u מבטל את הצעד האחרון.',
    noSuitNow: 'הצורה כבר נרשמה; u מבטל את הצעד האחרון.',
    noFrischNow: 'המכרז נגמר; u מבטל את הצעד האחרון.',
  },

  round: {
    round: 'סיבוב',
    isComplete: (number, contracts) => `${number} נגמר; הכרזות: ${contracts}`,
    ahead: 'בראש',
  },

  podium: {
    won: (names, rounds) =>
      `${names.length > 1 ? 'ניצחון משותף של' : 'ניצחון של'} ${phrases.list(names)} אחרי ${phrases.rounds(rounds)}!`,
    nobodyWon: 'המשחק נסגר לפני שנגמר סיבוב: אין מנצחים.',
    places: ['ראשון', 'שני', 'שלישי', 'רביעי'],
    shared: 'משותף',
    allRounds: (rounds) => `Tab מראה ${rounds === 1 ? 'את הסיבוב היחיד' : `את כל ${rounds} הסיבובים`}.`,
    someRounds: ({ first, last, count }) =>
      last - first + 1 === count ? '' : `סיבובים ${first} עד ${last} מתוך ${count}; Tab מראה את כולם.`,
    picture: (command) => `תמונה: ${command}`,
    copied: 'הועתק לצ׳אט. הטקסט ייכתב שוב ביציאה.',
    rematchIn: (code) => `n: המשחק החוזר בחדר ${code}.`,
  },

  scores: {
    noRound: 'עוד לא נגמר אף סיבוב.',
    nothingToCorrect: 'עוד אין סיבוב גמור לתיקון.',
    range: ({ first, last, count }) => `סיבובים ${first} עד ${last} מתוך ${count}`,
    begunWith: (scores) => `המשחק התחיל עם ${scores.join(', ')}.`,
  },

  correct: {
    title: (round) => `סיבוב ${round} כפי שנרשם; יש לשנות מה שלא נכון.`,
    declarer: 'זוכה המכרז',
    bid: 'הצעה',
    suit: 'צורה',
    columns: ['הכרזה', 'לקיחות', 'ניקוד', 'היה', 'סה״כ', 'היה'],
    fillIn: 'יש למלא את כל השדות.',
    nothingChanged: 'עוד לא השתנה כלום.',
    enterSaves: (contracts) => `הכרזות: ${contracts}. Enter שומר את הסיבוב כך.`,
  },

  menu: {
    ofHost: 'תפריט המארח',
    ofRoom: 'החדר הזה',
    takeOver: 'לקבל את תפקיד המארח',
    close: 'לחזור לשולחן',
    makeHost: (name) => `להעביר את תפקיד המארח אל ${name}`,
    closeToWatchers: 'לא לתת לאף אחד לצפות',
    openToWatchers: 'לתת לאנשים לצפות',
    endGame: 'לסיים את המשחק',
    leave: 'לעזוב את החדר',
    substitute: (name) => `מישהו אחר ממשיך במקום ${name}`,
    sure: (label) => `${label}?`,
  },

  questions: {
    yesOrNo: 'y כן   n לא',
    end: ({ result, dropped }) =>
      `לסיים את המשחק? עד כה ${result}.${dropped === null ? '' : ` סיבוב ${dropped} לא ייחשב.`}`,
    nobodyWins: 'אין מנצחים, כי אף סיבוב לא נגמר',
    wouldWin: (names, rounds) => `הניצחון של ${phrases.list(names)} אחרי ${phrases.rounds(rounds)}`,
    leave({ keepsSeat, isHost }) {
      const seat = keepsSeat ? 'המקום נשאר שלך, והשולחן יכול לרשום בשבילו.' : 'המקום שלך יתפנה.';
      const host = isHost ? ' שחקן אחר יהיה המארח; אם אין כזה, המשחק נגמר.' : '';
      return `לעזוב את החדר? ${seat}${host}`;
    },
    undo: (sentence) => `לבטל את „${sentence}”?`,
    undoUnknown: 'לבטל את הצעד האחרון?',
  },

  help: {
    title: 'המקשים שלך במסך הזה',
    onYourTurn: 'בתור שלך:',
  },
};
