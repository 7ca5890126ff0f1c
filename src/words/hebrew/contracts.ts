import type { Words } from '../english/index.ts';

export const contracts: Words['screens']['contracts'] = {
  declarer: 'זוכה המכרז',
  sumSoFar: 'סכום עד כה',
  sum: (sum, distance) => `${sum}, ${distance}`,
  already13: 'כבר 13',
  over13: (count) => `${count} מעל`,
  shortOf13: (missing) => `${missing} חסרות ל־13`,
  allPossible: 'כל הכרזה אפשרית',
  isForbidden: (contract) => `${contract} אסור`,
  waiting: (name) => `מחכים להכרזה של ${name}.`,
  yourContract: 'ההכרזה שלך',
  contractOf: (name) => `ההכרזה של ${name}`,
  chooseAtLeast: (least) => `יש לבחור מספר לקיחות, ${least} ומעלה.`,
  choose: (forbidden) =>
    forbidden === null
      ? 'יש לבחור מספר לקיחות; גם 0 הוא הכרזה.'
      : `יש לבחור מספר לקיחות, אבל לא ${forbidden}.`,
  makes13: (contract) => `עם ${contract} הסכום יהיה 13: אסור.`,
  belowBid: (contract, bid) => `${contract} פחות מההצעה שזכתה, ${bid}.`,
  worth({ amount, points, pointsIfOver, missed, total }) {
    const zero = pointsIfOver === null ? '' : ` אם הסיבוב מתחת, ${pointsIfOver} אם הוא מעל`;
    const all = total === null ? '' : `; הכרזות: ${total}`;
    const byOne = missed === null ? '' : `, ${missed} בהחטאה באחת`;
    return `${amount}: ${points} בהצלחה${zero}${byOne}${all}. Enter מכריז.`;
  },
  contractFirst: 'קודם יש לבחור הכרזה: להקליד אותה, או עם ← ו־→.',
};
