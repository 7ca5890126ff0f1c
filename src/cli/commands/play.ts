import { randomBytes } from 'node:crypto';
import { createConnection, createRoomStore, type Authenticate, type Connection } from '../../client/index.ts';
import type { Config } from '../../config/load.ts';
import { seats } from '../../rules/index.ts';
import { clientOf, resumeKept, unreachable, type Client } from '../session/connect.ts';
import { createParams } from '../options/create-options.ts';
import { groupParam } from './group.ts';
import { exitCodes, Failure, refusedBy } from '../exit.ts';
import { createIdentities } from '../session/identity.ts';
import type { Run } from '../main.ts';
import type { Node } from '../../node/node.ts';
import { note, writeJson } from '../output.ts';
import { startHost } from '../session/host.ts';
import { answerOr } from '../session/prompt.ts';
import { hasScreen, showRoom } from '../session/screen.ts';

/** User names of the accounts that devices make for themselves begin with this. */
const deviceName = 'table-';

/**
 * `whist play [CODE]`: one device records for the whole table. Plays on the server that answers, or starts one in
 * this process; a device on which nobody is logged in gets an account of its own, and nobody is asked for one.
 */
export const playCommand: Run = async ({ config, json, options }, code) => {
  if (!hasScreen()) throw new Failure(exitCodes.usage, 'no_terminal', '`whist play` needs a terminal.');
  const { connection, node } = await reachServer(config, options['server'] !== undefined);
  try {
    const client = await clientOf(connection, config.server);
    const room = code === undefined ? await openRoom(client, options) : code.toUpperCase();
    const store = createRoomStore(connection, room, { watch: true });
    const outcome = await store.entered;
    if ('refused' in outcome) throw refusedBy(outcome.refused);
    const exitCode = await showRoom({ config, store, mode: 'table' });
    if (json) writeJson(store.getSnapshot().state);
    return exitCode;
  } finally {
    connection.close();
    await node?.close();
  }
};

async function reachServer(
  config: Config,
  isNamed: boolean,
): Promise<{ connection: Connection; node: Node | null }> {
  const authenticate = resumeOrRegister(config);
  const connection = createConnection({ url: config.server, authenticate });
  const first = await connection.first;
  if (!('unreachable' in first)) return { connection, node: null };
  connection.close();
  if (isNamed) throw unreachable(config.server);
  note('No server answers on this machine; starting one for this table.');
  const node = await startHost({ ...config, logLevel: 'error' });
  return { connection: createConnection({ url: node.url, authenticate }), node };
}

/** The session kept on this machine; where there is none that holds, an account of this device. */
function resumeOrRegister(config: Config): Authenticate {
  const identities = createIdentities(config.configDir);
  const resume = resumeKept(config);
  return async (call) => {
    const resumed = await resume(call);
    if (!('refused' in resumed) || resumed.refused.reason === 'try_again') return resumed;
    const username = deviceName + randomBytes(8).toString('hex');
    const password = randomBytes(32).toString('base64url');
    const params = { username, email: `${username}@device.invalid`, password, displayName: 'This table' };
    const registered = await call('auth.register', params);
    if ('refused' in registered) return registered;
    await identities.save(config.server, registered.result);
    return registered.result;
  };
}

/** Asks who sits where and starts the game. Who is logged in plays in the first seat. */
async function openRoom({ user, call }: Client, options: Readonly<Record<string, unknown>>): Promise<string> {
  const seated = !user.username.startsWith(deviceName);
  const params = { ...createParams(options), ...(await groupParam(call, options)) };
  note(
    seated
      ? `${user.displayName} sits in the first seat. The others, clockwise:`
      : 'Who plays? Clockwise, the first dealer first:',
  );
  const names: string[] = [];
  for (const seat of seats.slice(seated ? 1 : 0)) {
    names.push(await answerOr(undefined, 'names', `  player ${seat + 1}`, `Player ${seat + 1}`));
  }
  const { code } = await call('room.create', { ...params, seated });
  for (const displayName of names) await call('room.addGuest', { code, displayName });
  await call('room.start', { code });
  return code;
}
