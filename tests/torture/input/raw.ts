import { createConnection, type Socket } from 'node:net';
import type { Dice } from '../dice.ts';
import { frameBytes, rawInputs, type RawInput } from './raw-frames.ts';
import { rawRequest, rightUpgrade } from './raw-requests.ts';

export interface RawPlace {
  readonly port: number;
  /** The address that the connection comes from. */
  readonly from: string;
  /** The token of somebody who may log in. */
  readonly accessToken: string;
}

/** An answer must come in this time, also from a machine that does much else. */
const patience = 30_000; // ms

/** A frame that came from the server. */
interface Heard {
  readonly opcode: number;
  readonly payload: Buffer;
}

type Raw = ReturnType<typeof openRaw>;

/** A TCP connection that says what comes in. */
function openRaw({ port, from }: RawPlace) {
  const socket: Socket = createConnection({ port, host: '127.0.0.1', localAddress: from });
  let data = Buffer.alloc(0);
  let isClosed = false;
  let wake: () => void = () => undefined;
  socket.on('data', (more) => {
    data = Buffer.concat([data, more]);
    wake();
  });
  socket.on('error', () => undefined);
  socket.on('end', () => socket.end());
  socket.on('close', () => {
    isClosed = true;
    wake();
  });
  return {
    write: (bytes: Buffer) => void (isClosed || socket.write(bytes)),
    isClosed: () => isClosed,
    data: () => data,
    /** Takes bytes from the beginning. */
    take(bytes: number): Buffer {
      const taken = data.subarray(0, bytes);
      data = data.subarray(bytes);
      return taken;
    },
    /** Resolves with false if it was not so in time, nor when the connection was closed. */
    async until(isSo: () => boolean): Promise<boolean> {
      const late = setTimeout(() => wake(), patience);
      const end = performance.now() + patience - 1;
      while (!isSo() && !isClosed && performance.now() < end)
        await new Promise<void>((resolve) => (wake = resolve));
      clearTimeout(late);
      return isSo();
    },
    cut: () => void socket.resetAndDestroy(),
  };
}

/** The frames that have come whole. */
function heardFrames(raw: Raw): Heard[] {
  const heard: Heard[] = [];
  for (;;) {
    const data = raw.data();
    const short = (data[1] ?? 0) & 127;
    const head = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (data.length < head) return heard;
    const length =
      short < 126 ? short : short === 126 ? data.readUInt16BE(2) : Number(data.readBigUInt64BE(2));
    if (data.length < head + length) return heard;
    const frame = raw.take(head + length);
    heard.push({ opcode: (frame[0] ?? 0) & 15, payload: frame.subarray(head) });
  }
}

/** The number of inputs that were sent, and what was wrong about an answer. */
interface Tried {
  readonly sent: number;
  readonly fault: string | null;
}

/** Sends one request that is wrong, or not. */
export async function tryRequest(place: RawPlace, dice: Dice): Promise<Tried> {
  const { name, bytes, statuses } = rawRequest(dice);
  const raw = openRaw(place);
  const status = () => Number(/^HTTP\/1\.1 (\d{3}) /.exec(raw.data().toString('latin1', 0, 20))?.[1] ?? 0);
  raw.write(bytes);
  // Half a request may wait for the rest of it. The server must live when it does not come.
  const isAnswered = statuses === null ? true : await raw.until(() => status() !== 0);
  const found = status();
  const isClosed = raw.isClosed();
  raw.cut();
  if (statuses === null ? found < 500 : statuses.includes(found) && (isAnswered || isClosed))
    return { sent: 1, fault: null };
  const fault = `${name} was answered ${isClosed ? 'and closed ' : ''}with ${found}: ${shown(bytes)}`;
  return { sent: 1, fault };
}

/** Sends some wrong frames on one WebSocket. */
export async function tryFrames(place: RawPlace, dice: Dice): Promise<Tried> {
  const raw = openRaw(place);
  const end = (sent: number, fault: string | null) => {
    raw.cut();
    return { sent: Math.max(1, sent), fault };
  };
  raw.write(rightUpgrade);
  if (!(await raw.until(() => raw.data().includes('\r\n\r\n'))))
    return end(0, 'no answer to a right upgrade');
  const head = raw.take(raw.data().indexOf('\r\n\r\n') + 4).toString('latin1');
  if (!head.startsWith('HTTP/1.1 101 ')) return end(0, `a right upgrade was answered with ${head}`);
  const heard: Heard[] = [];
  const count = (opcode: number) => heard.filter((frame) => frame.opcode === opcode && !isNews(frame)).length;
  const until = (isSo: () => boolean) =>
    raw.until(() => {
      heard.push(...heardFrames(raw));
      return isSo();
    });

  const isLoggedIn = dice.chance(0.5);
  if (isLoggedIn) {
    const params = { accessToken: place.accessToken };
    const login = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'auth.resume', params });
    raw.write(frameBytes({ opcode: 1, payload: Buffer.from(login) }));
    if (!(await until(() => count(1) > 0))) return end(0, 'no answer to a login');
    const answer = heard.find(({ opcode }) => opcode === 1)?.payload;
    if (!answer?.includes('"result"')) return end(0, `a login was refused: ${shown(answer)}`);
  }
  let sent = 0;
  for (const input of rawInputs(dice, isLoggedIn)) {
    heard.length = 0;
    sent += 1;
    raw.write(input.bytes);
    const fault = await judged(input, { until, heard, count });
    if (fault !== null)
      return end(
        sent,
        `${isLoggedIn ? '' : 'before a login: '}${input.name}: ${fault}: ${shown(input.bytes)}`,
      );
  }
  return end(sent, null);
}

interface Hearing {
  until(isSo: () => boolean): Promise<boolean>;
  readonly heard: readonly Heard[];
  count(opcode: number): number;
}

async function judged({ expects }: RawInput, { until, heard, count }: Hearing): Promise<string | null> {
  if (expects === 'anything') return null;
  if ('answers' in expects) {
    const { answers, pongs } = expects;
    const isDone = await until(() => count(1) >= answers && count(10) >= pongs);
    if (heard.some(({ payload }) => payload.includes('internal_error'))) return 'an internal error';
    return isDone ? null : `${count(1)} of ${answers} answers and ${count(10)} of ${pongs} pongs came`;
  }
  await until(() => count(8) > 0);
  const goodbye = heard.find(({ opcode }) => opcode === 8)?.payload;
  if (!goodbye) return 'the server did not say goodbye';
  const code = goodbye.length < 2 ? 1005 : goodbye.readUInt16BE(0);
  return expects.closes.includes(code) ? null : `the server closed with ${code}`;
}

const isNews = ({ payload }: Heard) => payload.subarray(0, 40).includes('"method":');

const shown = (bytes: Buffer | undefined) => JSON.stringify(bytes?.toString('latin1').slice(0, 300) ?? null);
