import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { openLine, Refused, type Line, type LineOptions } from './line.ts';

/** The answer of the server to a command; `unknown` until then. */
type Fate =
  | { readonly is: 'acknowledged'; readonly version: number | null }
  | { readonly is: 'refused'; readonly reason: string }
  | { readonly is: 'unknown' };

/** A command that was sent. */
export interface Sent {
  readonly method: string;
  readonly commandId: string;
  /** The code of the room; null for a command that makes one. */
  readonly code: string | null;
  /** When it was sent, and how long the answer took, in ms. */
  readonly at: number;
  took: number | null;
  fate: Fate;
  /** Later answers to the same command that are not the first one. */
  readonly contradictions: string[];
}

export type Ask = Line['ask'];

export interface TerminalOptions extends Omit<LineOptions, 'url'> {
  /** Where to connect now. */
  readonly url: () => string;
  /** An access token that is good now. */
  readonly token: () => Promise<string>;
  /** Called after each login, before anything else is asked. */
  readonly onEnter?: (ask: Ask) => Promise<void>;
}

/** Refusals that mean that the same request should be sent again. */
const passing: ReadonlySet<string> = new Set(['try_again', 'rate_limited']);

const isFinal = (error: unknown) => error instanceof Refused && !passing.has(error.reason);

/** Tries until it works, or until it is refused for good. */
export async function persist<T>(work: () => Promise<T>, roll: () => number): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (isFinal(error)) throw error;
      await pause(20 + roll() * 80);
    }
  }
}

export type Terminal = ReturnType<typeof createTerminal>;

/**
 * The terminal of a player who never gives up: it connects again and again, sends each command with the same id until
 * it has an answer, and keeps what was answered.
 */
export function createTerminal({ token, onEnter, ...options }: TerminalOptions) {
  const log: Sent[] = [];
  let line: Promise<Line> | null = null;
  let isClosed = false;

  async function logIn(): Promise<Line> {
    const accessToken = await token();
    const opened = await openLine({ ...options, url: options.url() });
    try {
      await opened.ask('auth.resume', { accessToken });
      await onEnter?.(opened.ask);
      void opened.lost.then(comeBack);
      return opened;
    } catch (error) {
      opened.cut();
      throw error;
    }
  }

  async function reach(): Promise<Line> {
    if (line && (await line.then((open) => open.isLost()).catch(() => true))) line = null;
    line ??= logIn();
    return line;
  }

  /** Connects again when a line is lost, as a player's terminal does. The next question gets a refusal that stays. */
  function comeBack(): void {
    persist(async () => (isClosed ? null : reach()), options.roll).catch(() => undefined);
  }

  const hangUp = async () => (await line?.catch(() => null))?.cut();

  /** Asks until there is an answer. Rejects with a `Refused` that stays. */
  const ask: Ask = (method, params) => persist(async () => (await reach()).ask(method, params), options.roll);

  return {
    log,
    ask,
    /** Logs in now, and not only with the first question. */
    enter: () => persist(reach, options.roll),
    /** Sends a command and keeps what becomes of it. The result is null if it was refused. */
    async command(
      method: string,
      params: Readonly<Record<string, unknown>>,
    ): Promise<{ readonly sent: Sent; readonly result: unknown }> {
      const code = typeof params['code'] === 'string' ? params['code'] : null;
      const commandId = randomUUID();
      const [at, took, fate] = [performance.now(), null, { is: 'unknown' } as const];
      const sent: Sent = { method, commandId, code, at, took, fate, contradictions: [] };
      log.push(sent);
      try {
        const result = await ask(method, { ...params, commandId });
        sent.took = performance.now() - at;
        sent.fate = { is: 'acknowledged', version: versionOf(result) };
        return { sent, result };
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        sent.fate = { is: 'refused', reason: error.reason };
        return { sent, result: null };
      }
    },
    /** Sends an acknowledged command once more: the answer must be the first one. */
    async repeat({ method, commandId, fate, contradictions }: Sent, params: object): Promise<void> {
      if (fate.is !== 'acknowledged') return;
      const again = await ask(method, { ...params, commandId }).then(versionOf, (error: unknown) => {
        if (error instanceof Refused) return error.reason;
        throw error;
      });
      if (again !== fate.version) contradictions.push(`${fate.version}, then ${again}`);
    },
    /** The line of now, if there is one. */
    line: async (): Promise<Line | null> => (await line?.catch(() => null)) ?? null,
    /** Ends the line of now. The terminal connects again, as after any loss. */
    hangUp,
    async close(): Promise<void> {
      isClosed = true;
      await hangUp();
    },
  };
}

function versionOf(result: unknown): number | null {
  const { version } = result as { version?: number };
  return version ?? null;
}
