import type { Words } from '../english/index.ts';

export const achievements: Words['achievements'] = {
  first_win: 'ניצחון ראשון',
  zero_master: 'אלוף האפסים',
  perfect_game: 'משחק מושלם',
  comeback_kid: 'מלכות הקאמבק',
  frisch_survivor: 'שורדי הפריש',
};
