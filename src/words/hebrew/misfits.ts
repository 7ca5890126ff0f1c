import type { Words } from '../english/index.ts';

export const misfits: Words['misfits'] = {
  mustBe: (description) => `צריך להיות ${description}`,
  charactersAtLeast: (count) => `צריך לפחות ${count} תווים`,
  charactersAtMost: (count) => `אפשר לכל היותר ${count} תווים`,
  oneOf: (values) => `צריך להיות אחד מאלה: ${values.join(', ')}`,
  readable: 'צריך להיות טקסט שאפשר לקרוא, בלי תווי בקרה או כיוון',
  notValid: 'לא תקין',
  formats: {
    'room-code': 'צריך להיות שש אותיות לועזיות וספרות, כמו ABC234',
    uuid: 'צריך להיות UUID, כמו 01890000-0000-7000-8000-000000000000',
    moment: 'צריך להיות יום או רגע ב־UTC, כמו 2026-01-31 או 2026-01-31T20:00:00Z, משנת 1900',
    past: 'צריך להיות יום או רגע ב־UTC, כמו 2026-01-31 או 2026-01-31T20:00:00Z, משנת 1900 עד מחר',
    cursor: 'צריך להיות ה־`next` של העמוד שלפניו',
    email: 'צריך להיות כמו dana@example.org',
    text: 'יש בו חצי תו של Unicode',
  },
  isMissing: 'חסר',
  unknown: 'לא מוכר כאן',
  mustBeAtLeast: (bound) => `צריך להיות לפחות ${bound}`,
  mustBeAtMost: (bound) => `צריך להיות לכל היותר ${bound}`,
  types: {
    integer: 'צריך להיות מספר שלם',
    number: 'צריך להיות מספר',
    string: 'צריך להיות טקסט',
    boolean: 'צריך להיות true או false',
  },
  breaks: (rule) => `לא לפי ${rule}`,

  nothing: 'כלום',
  aValue: 'ערך',
  nothingOfThisName: 'שום דבר בשם הזה',
  atLeast: (bound) => `לפחות ${bound}`,
  atMost: (bound) => `לכל היותר ${bound}`,
};
