import { Box } from 'ink';
import { unusualOptions, type RuleProfile } from '../../rules/index.ts';
import { minus, words } from '../../words/index.ts';
import { InArea, marginOf, titleWidth, useArea } from '../area.ts';
import { BigCode } from '../components/big-code.tsx';
import { Gap, pieced } from '../components/line.tsx';
import { QrCode, qrLines } from '../components/qr-code.tsx';
import { Rules } from '../components/rules.tsx';
import { SeatList } from '../components/seat-list.tsx';
import { block, fact, gap, line, sentence, Stack, type Part } from '../components/stack.tsx';
import { tryAct, type Outcome } from '../outcome.ts';
import { askToLeave } from '../questions.ts';
import { roomScreen, type ViewProps } from '../screen.ts';
import { useServerFlag } from '../server-flag.ts';
import { program } from '../../words/program.ts';
import type { Table } from '../table.ts';
import { widthOf } from '../text.ts';
import { host, player } from '../who.ts';
import { guest } from './guest.tsx';
import { seats } from './seats.tsx';

const said = words.screens.lobby;

/** The room before the first round. */
export const lobby = roomScreen({
  name: 'lobby',
  keys: [
    { keys: ['enter'], command: 'start', label: words.keys.start, who: host },
    { keys: ['a'], command: 'addGuest', label: words.keys.addGuest, who: host },
    { keys: ['w'], command: 'moveSeats', label: words.keys.moveSeats, who: player },
    { keys: ['l'], command: 'leave', label: words.keys.leave, who: player },
  ],
  initial: () => null,
  reduce(_: null, { command }, table): Outcome<null> {
    const isFull = !table.state.seats.includes(null);
    switch (command) {
      case 'start':
        if (!isFull) return { say: words.reasons.seats_incomplete };
        return tryAct(table, { type: 'room.start' }, { method: 'room.start', params: {} });
      case 'addGuest':
        return isFull ? { say: said.full } : { open: guest.open({ text: '' }) };
      case 'moveSeats':
        return { open: seats.open({ picked: null }) };
      case 'leave':
        return { open: askToLeave(table) };
      default: {
        const never: never = command;
        return never;
      }
    }
  },
  fits: (_, { state }) => state.status === 'waiting',
  view: LobbyView,
});

/** Every line beside the QR code fits in so many columns. */
const besideQr = 49;

/** On so large a terminal the code is larger, and the lobby says more. */
const large = { columns: 120, rows: 32 };
/** Beside the larger QR code: the rules of the table. */
const besideLargeQr = 80;

function LobbyView({ table }: ViewProps<null>) {
  const area = useArea();
  const { here, elsewhere } = useServerFlag();
  const { code, rules, length, startingScores } = table.state;
  const join = `${program} join ${code}`;
  const command = join + (elsewhere ?? here);
  const rulesText = rulesSentence(rules);
  const isBegunOnPaper = startingScores.some((score) => score !== 0);
  const isShorter = elsewhere !== null && here === '';
  const isReadable = elsewhere?.includes(' ws:') === true;
  // Nobody can join the room of a demo.
  const isOpen = table.mode !== 'demo';
  const howToJoin = line(pieced({ text: command, tone: 'strong' }, said.howToJoin), 1);
  const isLarge = area.columns >= large.columns && area.rows >= large.rows;
  const steps = isOpen ? said.steps(code, elsewhere ?? here) : [];
  const others: readonly Part[] = [
    block(<BigCode code={code} isLarge={isLarge} />, isLarge ? 5 : 3, 8),
    ...(isLarge && isOpen ? [gap, ...steps.map((step) => sentence(step, 'plain', 6))] : []),
    ...(isShorter ? [line(pieced({ text: join, tone: 'strong' }, said.onThisMachine), 7)] : []),
    ...(isReadable ? [sentence(said.notEncrypted, 'dim', 8)] : []),
    gap,
    block(<SeatList table={table} />, 4),
    gap,
    fact(said.rules, [rulesText], 2),
    fact(said.length, [lengthSentence(length)], 3),
    ...(isBegunOnPaper ? [fact(said.onPaper, [startingScores.map(minus).join(', ')], 3)] : []),
    gap,
    ready(table),
  ];
  const largeQr = qrLines(command, 2);
  const hasLargeQr =
    isLarge &&
    largeQr.length < area.rows &&
    area.columns - (largeQr[0]?.length ?? 0) >= Math.max(besideLargeQr, widthOf(steps[0] ?? '') + 6);
  const qr = hasLargeQr ? largeQr : qrLines(command);
  const below = isLarge && (
    <>
      <Gap />
      <RulesBelow rules={rules} />
    </>
  );
  if (!isOpen) return <Stack parts={others} below={below} />;
  const left = area.columns - (qr[0]?.length ?? 0);
  const rulesRows = Math.ceil(rulesText.length / (left - titleWidth(area) - marginOf(area))) + 1;
  const otherRows =
    11 + (isLarge ? 7 : 0) + rulesRows + Number(isShorter) + Number(isReadable) + Number(isBegunOnPaper);
  const hasQr = qr.length > 0 && left >= besideQr && area.rows > Math.max(qr.length, otherRows);
  if (!hasQr) return <Stack parts={[howToJoin, ...others]} below={below} />;
  return (
    <Box flexDirection="column">
      <InArea value={{ ...area, rows: 1 }}>
        <Stack parts={[howToJoin]} />
      </InArea>
      <Box>
        <Box flexDirection="column" width={left} flexShrink={0}>
          <InArea value={{ ...area, columns: left, rows: area.rows - 1 }}>
            <Stack parts={others} below={below} />
          </InArea>
        </Box>
        <QrCode lines={qr} />
      </Box>
    </Box>
  );
}

/** In the rows that are left over, below an empty line. */
function RulesBelow({ rules }: { rules: RuleProfile }) {
  const area = useArea();
  return (
    <InArea value={{ ...area, rows: area.rows - 1 }}>
      <Rules rules={rules} />
    </InArea>
  );
}

/** Whether the game can start, and who starts it. */
function ready({ state, isHost }: Table): Part {
  const free = state.seats.filter((player) => player === null).length;
  if (free > 0) return line([{ text: said.seatsFree(free), tone: 'warn' }]);
  return line([{ text: isHost ? said.hostStarts : said.waitForHost, tone: 'good' }]);
}

/** The rules of this table that are not the usual ones. */
function rulesSentence(rules: RuleProfile): string {
  const sentences: Readonly<Record<keyof RuleProfile, string>> = {
    passIsFinal: said.passIsFinal,
    frischMax: said.frischMax(rules.frischMax),
    frischRaisesMinimum: said.frischKeepsMinimum,
    minimumBid: said.minimumBid(rules.minimumBid),
    missPerTrick: said.missPerTrick(rules.missPerTrick),
    zeroUnder: said.zeroUnder(rules.zeroUnder),
    zeroOver: said.zeroOver(rules.zeroOver),
    zeroFailed: said.zeroFailedFlat,
  };
  const unusual = unusualOptions(rules);
  if (unusual.length === 0) return said.usualRules;
  return words.phrases.list(unusual.map((option) => sentences[option]));
}

function lengthSentence(length: Table['state']['length']): string {
  if (length === null) return said.openLength;
  return 'rounds' in length ? words.phrases.rounds(length.rounds) : said.untilPoints(length.points);
}
