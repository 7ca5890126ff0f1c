/** The characters of the Unicode Bidirectional Algorithm that keep a part of a text apart from its neighbours. */
export const isolates = { ltr: '\u2066', rtl: '\u2067', auto: '\u2068', end: '\u2069' } as const;

/** A text has letters that are written from right to left. */
export const hasRightToLeft = (text: string) =>
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(text);

export const withoutIsolates = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, '');
