import { Migration001Initial } from './Migration001Initial.ts';
import { Migration002Sessions } from './Migration002Sessions.ts';
import { Migration003Presence } from './Migration003Presence.ts';
import { Migration004SharedSecret } from './Migration004SharedSecret.ts';
import { Migration005HistoryIndex } from './Migration005HistoryIndex.ts';
import { Migration006Results } from './Migration006Results.ts';
import { Migration007Claims } from './Migration007Claims.ts';
import { Migration008Settling } from './Migration008Settling.ts';
import { Migration009Sheets } from './Migration009Sheets.ts';
import { Migration010ResultsRoom } from './Migration010ResultsRoom.ts';
import { Migration011Commands } from './Migration011Commands.ts';
import { Migration012Pending } from './Migration012Pending.ts';
import { Migration013Comments } from './Migration013Comments.ts';
import { Migration014ResultsRatings } from './Migration014ResultsRatings.ts';
import { Migration015Sessions } from './Migration015Sessions.ts';
import { Migration016Operator } from './Migration016Operator.ts';
import { Migration017Notices } from './Migration017Notices.ts';
import { Migration018FoldedNames } from './Migration018FoldedNames.ts';
import { Migration019Invitations } from './Migration019Invitations.ts';
import { Migration020Offers } from './Migration020Offers.ts';
import { Migration021AgreedGames } from './Migration021AgreedGames.ts';

/** All migrations, in the order in which they run. */
export const migrations = [
  Migration001Initial,
  Migration002Sessions,
  Migration003Presence,
  Migration004SharedSecret,
  Migration005HistoryIndex,
  Migration006Results,
  Migration007Claims,
  Migration008Settling,
  Migration009Sheets,
  Migration010ResultsRoom,
  Migration011Commands,
  Migration012Pending,
  Migration013Comments,
  Migration014ResultsRatings,
  Migration015Sessions,
  Migration016Operator,
  Migration017Notices,
  Migration018FoldedNames,
  Migration019Invitations,
  Migration020Offers,
  Migration021AgreedGames,
];
