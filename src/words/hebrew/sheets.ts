import type { Words } from '../english/index.ts';

export const sheets: Words['sheets'] = {
  expected: {
    fourNames: 'ארבעה שמות שונים',
    fourPeople: 'ארבעה אנשים שונים',
    twice: (name) => `פעמיים ${name}`,
    dealer: (seat) => `${seat}: הראשון ברשימת השחקנים מחלק ראשון, ואחר כך בכיוון השעון`,
    atMost: (most) => `לכל היותר ${most}`,
    atLeast: (least) => `לפחות ${least}`,
    theBid: (bid) => `לפחות ההצעה, ${bid}`,
    notThirteen: 'ארבעה מספרים שסכומם אינו 13',
    thirteen: 'ארבעה מספרים שסכומם 13',
    noGroup: 'בלי קבוצה',
    ownGroup: 'קבוצה בבעלותך',
    ownId: 'id שאין לשום דף אחר בהבאה הזאת',
    nearGroup: (name) => `קבוצה קיימת (האם הכוונה ל־${name}?), או --new-group כדי להקים אותה`,
    fewerGroups: 'אחת מהקבוצות שלך: יש לך כבר 200, ואי אפשר להוסיף',
    oneGroup: 'שם שיש רק לאחת מהקבוצות שלך',
    player: 'השם של אחד מארבעת השחקנים, או 1 עד 4',

    gameEnd: 'משחק שמגיע לסופו',
    shorter: 'משחק, שאף פעם אינו ארוך כל כך',
    json: (problem) => `JSON (${problem})`,
    wholeFile: (problem) => `קובץ שאפשר לקרוא עד סופו (${problem})`,
    damaged: 'פגום',
    unknownText: 'לא UTF-8',
    encoding: 'UTF-8, ‏UTF-16 או קידוד שניתן עם --encoding, כמו windows-1255 (עברית) או windows-1252 (מערבי)',
    encoded: (encoding) => `טקסט בקידוד ${encoding}, או קידוד אחר שניתן עם --encoding`,
    columnOnce: (column) => `שורה ראשונה שבה כל עמודה פעם אחת, ולא ${column} פעמיים`,
    cell: 'תא',
    noCell: 'כלום מחוץ לעמודות שבשורת הכותרת',
    roundInOrder: (number) => `${number}: בלי id הסיבובים של משחק עומדים לפי הסדר, מ־1, כל אחד פעם אחת`,
    roundOnce: (number) => `${number}: הסיבובים של משחק ממוספרים מ־1, כל אחד פעם אחת`,
    roundNumbers: 'id, או מספרי הסיבובים, שאומרים איפה מתחיל המשחק הבא',
    idOnce: (line) => `id משלו: למשחק בשורה ${line} יש אותו id ותוכן אחר`,
    oneDay: 'שנה-חודש-יום, כמו 2024-01-25, כי שום דבר בקובץ לא מראה איזה מספר הוא החודש',
    oneNumber: 'מספר בלי מפריד, כי כאן המפריד יכול להיות של אלפים או של שברים',
    columns: (columns) => `שורה ראשונה עם שמות העמודות, שהן ${columns.join(', ')}`,
    oneAnswer: (conflicts) => `תשובה אחת לכל המשחק: ${conflicts.join('; ')}`,
    conflict: ({ line, column, now, first }) =>
      `בשורה ${line} כתוב ${column} ${now}, ובשורה הראשונה שלו ${first || 'כלום'}`,
  },

  import: {
    nameFile: 'יש לציין את הקובץ להבאה, או - לקלט הרגיל.',
    noTemplate: (format) => `אין תבנית ל־${format}; יש אחת ל־csv.`,
    asOverServer: 'את --as אפשר לתת רק עם --database-url או --data-dir; דרך שרת הבעלים הוא החשבון שנכנס.',
    nameOwner: 'יש לתת --as USER, החשבון שהמשחקים שייכים לו: אין מסוף לשאול בו.',
    noOwner:
      'במסד הנתונים הזה אין חשבון שהמשחקים יכולים להיות שייכים לו. קודם יש להפעיל עליו שרת ולהריץ `whist register`.',
    onlyOwner: (username) => `המשחקים הולכים אל ${username}, החשבון היחיד שיש.`,
    askOwner: 'שם המשתמש של החשבון שהמשחקים שייכים לו',
    noAccount: (username) => `אין חשבון בשם ${username}.`,
    unreadable: (file, code) => `אי אפשר לקרוא את ${file} (${code}).`,
    badMapping: (file, line) => `שורה ${line} של ${file} אינה שם ושם משתמש עם פסיק ביניהם.`,
    mappedTwice: (file, line, name) =>
      `שורה ${line} של ${file} נותנת ל־${name} שם משתמש אחר משורה לפניה: יש להשאיר אחת מהן.`,
    noEncoding: (name) => `אין קידוד בשם ${name}; אפשר לנסות utf-8, ‏utf-16le, ‏windows-1255 או windows-1252.`,
    guessedEncoding: (name) =>
      `הטקסט נקרא כ־${name}, כפי שזוהה מהמילים שלו; אם השמות נראים לא נכון, יש לציין קידוד אחר עם --encoding.`,
    newGroups(names, dryRun) {
      if (names.length === 1) return dryRun ? `הקבוצה ${names[0]} הייתה מוקמת.` : `הקבוצה ${names[0]} חדשה.`;
      const some = names.slice(0, 5).join(', ') + (names.length > 5 ? ' ואחרות' : '');
      return dryRun
        ? `${names.length} קבוצות היו מוקמות: ${some}.`
        : `${names.length} קבוצות חדשות: ${some}.`;
    },
    unknownUser: (name, username) =>
      `לחשבון ${username}, שנתון ב־--players עבור ${name}, אין זכר כאן; ${name} מופיע כאורח.`,
    nearUser: (name, username) =>
      `${name} מופיע כאורח; אם זה ${username}, יש לומר זאת עם --players ושורה ${name},${username}`,

    standardInput: 'הקלט הרגיל',
    where: ({ file, line, index, id }) =>
      `${file}, שורה ${line}, משחק ${index}${id === null ? '' : ` (${shown(id)})`}`,
    fault: ({ where, found, expected, ...fault }) =>
      `${placeOf(where, fault)}: ${fault.field} הוא ${found}; הצפוי הוא ${expected}.`,
    difference: ({ where, gameId, found, expected, ...fault }) =>
      `${placeOf(where, fault)}: ${fault.field} הוא ${found}; במשחק ${gameId} כתוב ${expected}.`,
    left: (where, gameId) => `ב־${where} כתוב משהו אחר מאשר במשחק ${gameId}, שנשאר כמו שהוא.`,
    rejects: (file) => `המשחקים שנדחו נמצאים ב־${file}.`,
    rejectsUnwritable: (file, code) =>
      `אי אפשר לכתוב את המשחקים שנדחו אל ${file} (${code}): יש לפנות לו מקום, או להריץ את הפקודה במקום אחר.`,
    recomputing: 'הדירוגים והסטטיסטיקה מתעדכנים …',
    progress({ phase, done, left, handled, rate }) {
      const width = 20;
      const full = Math.round((done ?? 0) * width);
      const bar = `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
      return [
        ...(done === null ? [] : [`${bar} ${String(Math.floor(done * 100)).padStart(3)} %`]),
        `${phase === 'checking' ? 'נבדקו' : 'הובאו'} ${handled}`,
        `${Math.round(rate)} בשנייה`,
        ...(left === null ? [] : [`נותרו ${duration(left)}`]),
      ].join(' · ');
    },
    summary({ added, there, different, replaced, refused }, dryRun) {
      return [
        `${dryRun ? 'ייווספו' : 'נוספו'} ${added}`,
        `כבר היו כאן ${there}`,
        ...(replaced > 0 ? [`${dryRun ? 'יוחלפו' : 'הוחלפו'} ${replaced}`] : []),
        ...(different > 0 ? [`שונים ${different}`] : []),
        ...(refused > 0 ? [`נדחו ${refused}`] : []),
      ].join(', ');
    },
  },

  export: {
    unwritable: (file, code) => `אי אפשר לכתוב את המשחקים אל ${file} (${code}): יש לבחור קובץ אחר.`,
    noGroup: (name) => `אין קבוצה בשם ${name}, או שיש יותר מאחת.`,
  },
};

function placeOf(
  where: string,
  { round, player }: { readonly round: number | null; readonly player: string | null },
): string {
  return [where, ...(round === null ? [] : [`סיבוב ${round}`]), ...(player === null ? [] : [player])].join(
    ', ',
  );
}

/** As in the English table: any text may be the id of a faulty sheet. */
function shown(id: string): string {
  const escaped = id.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\ufffd');
  return escaped.length > 60 ? `${escaped.slice(0, 60)}…` : escaped;
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} שנ׳`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} דק׳` : `${Math.floor(minutes / 60)} שע׳ ${minutes % 60} דק׳`;
}
