import type { Words } from '../english/index.ts';

export const misfits: Words['misfits'] = {
  mustBe: (description) => `צריך להיות ${description}`,
  charactersAtLeast: (count) => `צריך לפחות ${count} תווים`,
  charactersAtMost: (count) => `אפשר לכל היותר ${count} תווים`,
  oneOf: (values) => `צריך להיות אחד מאלה: ${values.join(', ')}`,
  readable: 'צריך להיות טקסט שאפשר לקרוא, בלי תווי בקרה או כיוון',
  notValid: 'לא תקין',
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
