import {
  createConnection,
  openSocket,
  unreachableSentence,
  type Authenticate,
  type Connection,
  type Socket,
  type SocketEvents,
  type Unreachable,
} from '../../client/index.ts';
import type { Config } from '../../config/load.ts';
import { shownUrl } from '../../config/secrets.ts';
import { words } from '../../words/index.ts';
import { exitCodes, Failure } from '../exit.ts';
import { note } from '../output.ts';
import { sameOptions } from './addresses.ts';
import { configFolderFault } from './folder-fault.ts';
import { keepAnswer, trustOf } from './known-servers.ts';
import { isAgreed, isInteractive } from './prompt.ts';

const say = words.explanations.trust;

/** A connection whose first try is over. The person has answered what had to be asked before anything is sent. */
export async function connectTo(
  config: Config,
  authenticate: Authenticate,
): Promise<{ readonly connection: Connection; readonly first: Awaited<Connection['first']> }> {
  const trust = await trustOf(config);
  for (;;) {
    const connection = createConnection({ url: config.server, authenticate, trust });
    const first = await connection.first;
    if (!('unreachable' in first && isDoubt(first.unreachable))) return { connection, first };
    connection.close();
    await ask(config, first.unreachable);
  }
}

/** The same for a socket on which a program speaks itself. Fails if there is none. */
export async function openSocketTo(config: Config, events: SocketEvents): Promise<Socket> {
  const trust = await trustOf(config);
  for (;;) {
    const socket = await openSocket(config.server, { ...events, trust });
    if (!('unreachable' in socket)) return socket;
    await ask(config, socket.unreachable);
  }
}

/** The failure if no server of whist can be reached. */
export function unreachable(config: Config, why: Unreachable): Failure {
  const reason = reasons[why.why];
  return new Failure(
    reason === undefined || reason === 'tls_needed' ? exitCodes.serverNotReached : exitCodes.notAllowed,
    reason ?? 'server_not_reached',
    unreachableSentence(shownUrl(config.server), why, sameOptions(config)),
  );
}

/** A server is there, but nothing may be sent to it. */
const reasons: Readonly<Partial<Record<Unreachable['why'], string>>> = {
  certificateUnknown: 'certificate_unknown',
  certificateChanged: 'certificate_changed',
  plaintext: 'not_encrypted',
  tls: 'tls_needed',
};

/** Whether nothing may be sent to a server although it is there. */
export const isDoubt = ({ why }: Unreachable): boolean => why in reasons;

/** Whether a command failed because of that. */
export const isDoubtful = ({ reason }: Failure): boolean => Object.values(reasons).includes(reason);

/** Asks the person, and keeps a yes. Fails after a no, and if there is nothing or nobody to ask. */
async function ask(config: Config, doubt: Unreachable): Promise<void> {
  const { why, detail, because } = doubt;
  if (!isInteractive() || (why !== 'certificateUnknown' && why !== 'plaintext'))
    throw unreachable(config, doubt);
  const server = shownUrl(config.server);
  const isPlain = why === 'plaintext';
  note(isPlain ? say.plaintext(server, detail) : say.unknown({ server, fingerprint: detail, because }));
  if (!(await isAgreed(isPlain ? say.goOn : say.trustIt)))
    throw new Failure(exitCodes.notAllowed, isPlain ? 'not_encrypted' : 'certificate_unknown', say.refused);
  await keepAnswer(config, isPlain ? { plaintext: true } : { fingerprint: detail }).catch(
    (error: unknown) => {
      throw configFolderFault(config.configDir, error);
    },
  );
}
