import { randomBytes } from 'node:crypto';
import { createConnection, createRoomStore, type Authenticate, type Connection } from '../../client/index.ts';
import type { Config } from '../../config/load.ts';
import type { Node } from '../../node/node.ts';
import { misfitOfParam, type Params } from '../../protocol/index.ts';
import { seats } from '../../rules/index.ts';
import { words } from '../../words/index.ts';
import type { Run } from '../command.ts';
import { exitCodes, Failure, refusedBy } from '../exit.ts';
import { note, writeJson } from '../output.ts';
import { clientOf, loginPlaces, resumeKept, type Client } from '../session/connect.ts';
import { createIdentities, deviceName, isDevice } from '../session/identity.ts';
import { startHost } from '../session/host.ts';
import { learnPreferences } from '../session/preferences.ts';
import { connectTo, unreachable } from '../session/reach.ts';
import { answerOr } from '../session/prompt.ts';
import { roomParams } from '../session/room-params.ts';
import { hasScreen, showRoom } from '../session/screen.ts';
import { terminalName } from '../session/terminal-name.ts';
import { groupParam } from './group/find.ts';

const say = words.output.play;

/**
 * `whist play [CODE]`: one device records for the whole table. It uses the server that answers, or starts one
 * in this process. Without a login on this machine it makes an account for the device itself.
 */
export const playCommand: Run = async (context, code) => {
  const { config, json, options } = context;
  if (!hasScreen()) throw new Failure(exitCodes.usage, 'no_terminal', say.noTerminal);
  const params = code === undefined ? roomParams(options) : {};
  const { connection, node } = await reachServer(config);
  try {
    const client = await clientOf(connection, config);
    const room =
      code === undefined
        ? await openRoom(client, { ...params, ...(await groupParam(client.call, options)) })
        : code.toUpperCase();
    const store = createRoomStore(connection, room, { watch: true });
    const entered = await store.entered;
    if ('refused' in entered) throw refusedBy(entered.refused);
    const exitCode = await showRoom({
      config: await learnPreferences(context, await client.call('account.get', {})),
      connection,
      store,
      mode: 'table',
    });
    if (json) writeJson(store.getSnapshot().state);
    return exitCode;
  } finally {
    connection.close();
    await node?.close();
  }
};

async function reachServer(config: Config): Promise<{ connection: Connection; node: Node | null }> {
  const authenticate = resumeOrRegister(config, config.server);
  const { connection, first } = await connectTo(config, authenticate);
  if (!('unreachable' in first)) return { connection, node: null };
  connection.close();
  if (config.isServerNamed) throw unreachable(config, first.unreachable);
  note(say.startingServer);
  const node = await startHost({ ...config, logLevel: 'error' });
  const [place] = loginPlaces(config);
  const there = resumeOrRegister(config, place);
  // The server is in this process.
  const agreed = () => Promise.resolve({ fingerprint: node.fingerprint(), isPlaintextFine: true });
  const trust = { ca: null, agreed };
  return { connection: createConnection({ url: node.url, authenticate: there, trust }), node };
}

/** The session that is kept on this machine, or, if it is not valid, a new account of this device, kept at this place. */
function resumeOrRegister(config: Config, place: string): Authenticate {
  const identities = createIdentities(config.configDir);
  const resume = resumeKept(config);
  return async (call) => {
    const resumed = await resume(call);
    if (!('refused' in resumed) || resumed.refused.reason === 'try_again') return resumed;
    const username = deviceName + randomBytes(8).toString('hex');
    const password = randomBytes(32).toString('base64url');
    const email = `${username}@device.invalid`;
    const registered = await call('auth.register', {
      username,
      email,
      password,
      displayName: say.deviceName,
      terminal: await terminalName(config),
    });
    if ('refused' in registered) return registered;
    await identities.save(place, registered.result);
    return registered.result;
  };
}

/** Asks for the names of the players and starts the game. A user who is logged in here has the first seat. */
async function openRoom({ user, call }: Client, params: Params<'room.create'>): Promise<string> {
  const seated = !isDevice(user);
  note(seated ? say.askOthers(user.displayName) : say.askAll);
  // The server refuses guests whose names look alike. The table of such letters is large, so it is loaded here.
  const { looksAlike } = await import('../../protocol/alike.ts');
  const names: string[] = [];
  const taken = seated ? [user.displayName] : [];
  for (const seat of seats.slice(seated ? 1 : 0)) {
    const { question, fallback } = say.askPlayer(seat + 1);
    const check = (answer: string) =>
      [...taken, ...names].some((other) => looksAlike(other, answer))
        ? words.reasons.name_alike
        : misfitOfParam('room.addGuest', 'displayName', answer);
    names.push(await answerOr(undefined, { flag: 'names', question, fallback, check }));
  }
  const { code } = await call('room.create', { ...params, seated });
  try {
    for (const displayName of names) await call('room.addGuest', { code, displayName });
    await call('room.start', { code });
  } catch (error) {
    // A room that never began would stay in the list of rooms.
    await call('room.leave', { code }).catch(() => undefined);
    throw error;
  }
  return code;
}
