import { createRoomStore, type Connection, type RoomStore } from '../../client/index.ts';
import type { Config } from '../../config/load.ts';
import { words } from '../../words/index.ts';
import { exitCodes, refusedBy } from '../exit.ts';
import { note, write } from '../output.ts';
import { sameFolder, sameOptions, serverFlags } from './addresses.ts';
import { isDoubt, unreachable } from './reach.ts';
import { endTyping } from './typed-lines.ts';

const say = words.output.screen;

/** Whether there is a terminal to draw on and keys to read. */
export function hasScreen(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY;
}

interface Shown {
  readonly config: Config;
  readonly connection: Connection;
  readonly store: RoomStore;
  readonly mode: 'seat' | 'table';
}

/** Shows the screens of a room, and of each rematch, until the person leaves, and then says how to come back. */
export async function showRoom(shown: Shown): Promise<number> {
  const { config, connection, store, mode } = shown;
  const { ended, copied } = await runScreens(shown);
  if (copied !== null) write(copied);
  const { state, me } = store.getSnapshot();
  store.close();
  // On the screens the line was only down. Nobody was asked in the middle of a game.
  const whyAway = connection.whyAway();
  if (whyAway && isDoubt(whyAway)) note(unreachable(config, whyAway).message);
  if (ended === 'rematch' && state?.rematch) {
    const isSeated = mode === 'seat' && state.seats.some((player) => player?.userId === me);
    const next = createRoomStore(connection, state.rematch, isSeated ? {} : { watch: true });
    const entered = await next.entered;
    if ('refused' in entered) throw refusedBy(entered.refused);
    return showRoom({ ...shown, store: next });
  }
  const options = sameOptions(config);
  const folder = folderOf(shown);
  if (ended === 'logged_out') {
    note(say.sessionEnded(options));
    return exitCodes.notAllowed;
  }
  if (ended === 'fenced') {
    note(say.fenced((state?.code ?? '') + options));
    return exitCodes.ok;
  }
  if (ended === 'putOut') {
    note(say.putOut);
    return exitCodes.ok;
  }
  const isAtTable = state?.hostId === me || state?.seats.some((player) => player?.userId === me);
  if (state && state.status !== 'finished' && ended === 'quit') {
    const command = mode === 'table' ? 'play' : isAtTable ? 'join' : 'watch';
    note(say.comeBack(`whist ${command} ${state.code}${options}${folder}`));
  } else if (state?.status === 'finished' && isAtTable) {
    note(say.finished(state.code + options + folder));
  }
  return exitCodes.ok;
}

/** The option by which a later command finds the games of this device. */
const folderOf = ({ config, mode }: Pick<Shown, 'config' | 'mode'>) =>
  mode === 'table' ? sameFolder(config) : '';

/** Shows the screens of one room. Resolves with how they ended, and with the text that was copied last. */
async function runScreens({ config, store, mode }: Shown) {
  const { runApp } = await import('../../tui/run.ts');
  await endTyping();
  const { stdin, stdout } = process;
  let copied: string | null = null;
  const ended = await runApp({
    store,
    mode,
    stdin,
    stdout,
    noColor: config.noColor,
    notify: config.notify,
    isRead: config.screenReader,
    isAdvised: config.advice,
    serverFlags: { ...serverFlags(config), later: sameOptions(config) + folderOf({ config, mode }) },
    onCopy: (text) => (copied = text),
  });
  return { ended, copied };
}
