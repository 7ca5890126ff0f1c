import type { RoomStore } from '../../client/index.ts';
import type { Config } from '../../config/load.ts';
import { words } from '../../words/index.ts';
import { exitCodes } from '../exit.ts';
import { note, write } from '../output.ts';
import { sameOptions, serverFlags } from './addresses.ts';

const say = words.output.screen;

/** Whether there is a terminal to draw on and keys to read. */
export function hasScreen(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY;
}

/** Shows the screens of a room until the person leaves, and then says how to come back. */
export async function showRoom({
  config,
  store,
  mode,
}: {
  readonly config: Config;
  readonly store: RoomStore;
  readonly mode: 'seat' | 'table';
}): Promise<number> {
  const { runApp } = await import('../../tui/run.ts');
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
    serverFlags: await serverFlags(config),
    onCopy: (text) => (copied = text),
  });
  if (copied !== null) write(copied);
  const options = sameOptions(config);
  const { state } = store.getSnapshot();
  store.close();
  if (ended === 'logged_out') {
    note(say.sessionEnded(options));
    return exitCodes.notAllowed;
  }
  if (ended === 'fenced') {
    note(say.fenced((state?.code ?? '') + options));
    return exitCodes.ok;
  }
  if (state && state.status !== 'finished' && ended === 'quit') {
    const { me } = store.getSnapshot();
    const isAtTable = state.hostId === me || state.seats.some((player) => player?.userId === me);
    const command = mode === 'table' ? 'play' : isAtTable ? 'join' : 'watch';
    note(say.comeBack(`whist ${command} ${state.code}${options}`));
  } else if (state?.status === 'finished') {
    note(say.finished(state.code + options));
  }
  return exitCodes.ok;
}
