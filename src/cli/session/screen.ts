import type { RoomStore } from '../../client/index.ts';
import type { Config } from '../../config/load.ts';
import { exitCodes } from '../exit.ts';
import { note } from '../output.ts';

/** Whether there is a terminal to draw on and keys to read. */
export function hasScreen(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY;
}

/** Draws the screens of a room until its person has had enough, and says how to come back. */
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
  const ended = await runApp({ store, mode, stdin, stdout, noColor: config.noColor });
  const { state } = store.getSnapshot();
  store.close();
  if (ended === 'logged_out') {
    note('This session has ended; log in again with `whist login`.');
    return exitCodes.notAllowed;
  }
  if (ended === 'fenced') {
    note(
      `You went on with this seat on another terminal. Take it back with \`whist join ${state?.code ?? ''}\`.`,
    );
    return exitCodes.ok;
  }
  if (state && state.status !== 'finished' && ended === 'quit') {
    const { me } = store.getSnapshot();
    const isAtTable = state.hostId === me || state.seats.some((player) => player?.userId === me);
    const command = mode === 'table' ? 'play' : isAtTable ? 'join' : 'watch';
    note(`The table goes on. Come back with \`whist ${command} ${state.code}\`.`);
  } else if (state?.status === 'finished') {
    note(`The score table stays: \`whist game ${state.code}\`.`);
  }
  return exitCodes.ok;
}
