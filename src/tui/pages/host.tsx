import { Box, useWindowSize } from 'ink';
import { createElement, useEffect, useRef, useState, type ReactNode } from 'react';
import { words } from '../../words/index.ts';
import { Gap, Line, type Piece } from '../components/line.tsx';
import { QrCode, qrLines } from '../components/qr-code.tsx';
import { Sentences } from '../components/sentences.tsx';
import { Colours } from '../components/tone.tsx';
import { useKeys } from '../hooks/use-keys.ts';
import { commandKey } from '../key-events.ts';
import { openScreen } from '../terminal/open-screen.ts';
import { firstSentences, lineRows, newSentences, type HostOptions, type HostState } from './host-reading.ts';

const said = words.pages.host;

/** The title in front of a line. */
const label = (text: string): Piece => ({ text: `   ${text}`, width: 17, tone: 'dim' });

/** Shows the page of a server until the person stops it, or until `stopped` resolves. */
export async function runHost(options: HostOptions, stopped: Promise<unknown>): Promise<void> {
  const asked = Promise.withResolvers<void>();
  const App = options.isRead ? HostReader : HostApp;
  const screen = openScreen(createElement(App, { ...options, onStop: asked.resolve }), {
    isRead: options.isRead,
  });
  try {
    await Promise.race([asked.promise, stopped, screen.closed]);
  } finally {
    await screen.close();
  }
}

type Props = HostOptions & { readonly onStop: () => void };

function HostApp({ noColor, onStop, ...page }: Props) {
  const { columns, rows } = useWindowSize();
  const { state, perSecond } = useHost(page.look);
  const isAsking = useQuit(state?.users ?? 0, onStop);
  return (
    <Colours value={!noColor}>
      <Box flexDirection="column" width={columns} height={rows} overflow="hidden">
        <Line pieces={[{ text: ' whist ', tone: 'strong' }, said.title]} />
        <Line pieces={[{ text: '─'.repeat(columns), tone: 'dim' }]} />
        <Box flexDirection="column" flexGrow={1} flexShrink={1} overflow="hidden">
          <Page {...page} state={state} perSecond={perSecond} size={{ columns, rows: rows - 5 }} />
        </Box>
        <Line pieces={[{ text: '─'.repeat(columns), tone: 'dim' }]} />
        <Line
          pieces={isAsking && state ? [{ text: ` ${said.reallyStop(state.users)}`, tone: 'warn' }] : []}
        />
        <Line pieces={[' ', { text: isAsking ? said.yesNo : said.keys, tone: 'dim' }]} />
      </Box>
    </Colours>
  );
}

/** Stops the server with `q`. Returns whether the person is asked first, because somebody is connected. */
function useQuit(users: number, onStop: () => void): boolean {
  const [isAsking, setAsking] = useState(false);
  // Keys of one burst come before the next frame.
  const asking = useRef(false);
  const ask = (isNow: boolean) => {
    asking.current = isNow;
    setAsking(isNow);
  };
  useKeys((typed) => {
    const key = commandKey(typed);
    if (asking.current) {
      if (key === 'y' || key === 'ctrl-c') onStop();
      else ask(false);
    } else if (key === 'q' || key === 'ctrl-c') {
      if (users > 0) ask(true);
      else onStop();
    }
  });
  return isAsking;
}

/** The page for a screen reader: a sentence is added when a host needs to know something. */
function HostReader({ onStop, ...page }: Props) {
  const [all, setAll] = useState(() => firstSentences(page));
  const { state } = useHost(page.look);
  const told = useRef<HostState | null>(null);
  const isAsking = useQuit(state?.users ?? 0, onStop);
  useEffect(() => {
    if (!state) return;
    const more = newSentences(told.current, state);
    told.current = state;
    if (more.length > 0) setAll((before) => [...before, ...more]);
  }, [state]);
  useEffect(() => {
    if (!isAsking) return;
    const question = said.reallyStop(told.current?.users ?? 0);
    const keys = words.reader.keys(said.yesNo.split(/ {2,}/));
    setAll((before) => [...before, question, keys]);
  }, [isAsking]);
  return <Sentences all={all} />;
}

/** The state of the server, once a second, and how many changes came since the last look. */
function useHost(look: HostOptions['look']) {
  const [shown, show] = useState<{ state: HostState | null; perSecond: number }>({
    state: null,
    perSecond: 0,
  });
  useEffect(() => {
    let last: HostState | null = null;
    const lookNow = async () => {
      const state = await look();
      show({ state, perSecond: state.changes - (last ?? state).changes });
      last = state;
    };
    void lookNow();
    const timer = setInterval(() => void lookNow(), 1_000); // ms
    return () => clearInterval(timer);
  }, [look]);
  return shown;
}

interface PageProps extends Omit<HostOptions, 'look' | 'noColor' | 'isRead'> {
  readonly state: HostState | null;
  readonly perSecond: number;
  readonly size: { readonly columns: number; readonly rows: number };
}

function Page({ url, elsewhere, fingerprint, howTo, database, state, perSecond, size }: PageProps) {
  if (!state) return <Gap />;
  const line = lineRows({ elsewhere, fingerprint }).flatMap(({ title, text, isSafe }) =>
    text.map((part, at): Piece[] => [
      label(at === 0 ? title : ''),
      { text: part, tone: isSafe ? 'plain' : 'warn' },
    ]),
  );
  const qr = elsewhere === null ? [] : qrLines(elsewhere);
  const left = size.columns - (qr[0]?.length ?? 0);
  const below = size.rows >= howTo.length + 10 + line.length ? howTo : [];
  const rows = size.rows - below.length;
  const hasQr = qr.length > 0 && left >= (line.length > 1 ? 66 : 50) && rows >= qr.length;
  const warnings = state.warnings.slice(0, 3);
  // Six lines, those about the line, and a gap are above the rooms.
  const rooms = state.rooms.slice(0, Math.max(1, rows - 7 - line.length - Math.max(1, warnings.length)));
  return (
    <Box flexDirection="column">
      <Box height={rows}>
        <Box flexDirection="column" width={hasQr ? left : size.columns} flexShrink={0}>
          <Line pieces={[label(said.address), { text: url, tone: 'strong' }]} />
          <Line
            pieces={[
              label(said.elsewhere),
              elsewhere === null ? { text: said.onlyHere, tone: 'dim' } : { text: elsewhere, tone: 'strong' },
            ]}
          />
          {line.map((pieces, at) => (
            <Line key={at} pieces={pieces} />
          ))}
          <Line pieces={[label(said.database), health(state.isDatabaseUp), database]} />
          <Line
            pieces={[
              label(said.redis),
              ...(state.isRedisUp === null ? [said.noRedis] : [health(state.isRedisUp)]),
            ]}
          />
          <Line pieces={[label(said.people), said.peopleAt(state.users, state.rooms.length)]} />
          <Line pieces={[label(said.actions), said.perSecond(perSecond, state.changes)]} />
          <Gap />
          <Rows title={said.rooms} none={said.noRooms}>
            {rooms.map((room): Piece[] => [
              { text: room.code, tone: 'turn' },
              `  ${place(room)}  `,
              { text: room.players.join(', '), tone: 'dim' },
            ])}
          </Rows>
          <Rows title={said.warnings} none={said.noWarnings}>
            {warnings.map(({ at, text }): Piece[] => [
              { text: `${at} `, tone: 'dim' },
              { text, tone: 'warn' },
            ])}
          </Rows>
        </Box>
        {hasQr && <QrCode lines={qr} />}
      </Box>
      {below.map((line) => (
        <Line key={line} pieces={[{ text: `   ${line}`, tone: 'dim' }]} />
      ))}
    </Box>
  );
}

/** Lines with one title, or one line that says that there are none. */
function Rows({
  title,
  none,
  children,
}: {
  title: string;
  none: string;
  children: readonly (readonly Piece[])[];
}): ReactNode {
  if (children.length === 0) return <Line pieces={[label(title), { text: none, tone: 'dim' }]} />;
  return children.map((pieces, at) => <Line key={at} pieces={[label(at === 0 ? title : ''), ...pieces]} />);
}

const health = (isUp: boolean): Piece =>
  isUp ? { text: `● ${said.up}  `, tone: 'good' } : { text: `◌ ${said.away}  `, tone: 'bad' };

function place({ status, round }: HostState['rooms'][number]): string {
  const { phases, round: roundNumber } = words.screens.frame;
  return status === 'waiting' || status === 'finished' ? phases[status] : roundNumber(round, null);
}
