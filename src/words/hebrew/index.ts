/**
 * The Hebrew words. The terms are those of Israeli players, and each has one word here:
 * trick לקיחה · auction מכרז · bid הצעה · pass פאס · trump שליט · no trump ללא שליט · suit צורה ·
 * contract הכרזה · declarer זוכה המכרז · frisch פריש · round סיבוב · game משחק · dealer מחלק · turn תור ·
 * seat מקום · host מארח · guest אורח · room חדר · over/under מעל/מתחת · score ניקוד · clubs תלתן ·
 * diamonds יהלום · hearts לב · spades עלה · group קבוצה · claim בקשה · account חשבון · log in כניסה.
 * Sentences speak to nobody as a man or a woman: "יש לבחור", or a noun after a name. Arrows point forward (→); they
 * are turned round when a line is drawn from the right.
 */
import { english, type Words } from '../english/index.ts';
import { achievements } from './achievements.ts';
import { advice } from './advice.ts';
import { cards } from './cards.ts';
import { events } from './events.ts';
import { explanations } from './explanations.ts';
import { keys } from './keys.ts';
import { misfits } from './misfits.ts';
import { phrases } from './phrases.ts';
import { reader } from './reader.ts';
import { reasons } from './reasons.ts';
import { rules } from './rules.ts';
import { screens } from './screens.ts';
import { story } from './story.ts';

/** Every sentence a person reads, in Hebrew. */
export const hebrew: Words = {
  ...english,
  achievements,
  advice,
  cards,
  events,
  explanations,
  keys,
  misfits,
  phrases,
  reader,
  reasons,
  rules,
  screens,
  story,
};
