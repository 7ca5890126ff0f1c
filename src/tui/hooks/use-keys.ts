import { useApp, useInput, usePaste } from 'ink';
import { useEffect, useState } from 'react';
import { isRightToLeft } from '../../words/index.ts';
import { splitKeys, type Key } from '../key-events.ts';
import { withoutAnswers } from '../terminal/answers.ts';
import { stopJob } from '../terminal/stop-job.ts';

/**
 * Calls `press` once for every key press, in order, even if several arrive at once; and `paste` for a paste, which does
 * nothing by default. Ctrl-Z and its signal stop the program, and the shell can bring it back.
 */
export function useKeys(press: (key: Key) => void, paste: (text: string) => void = () => undefined): void {
  useSuspend();
  const [typed] = useState(withoutAnswers);
  useInput((input, special) =>
    typed({ input, special }, (piece) => {
      for (const key of splitKeys(piece.input, piece.special)) {
        if (key === 'ctrl-z') process.kill(process.pid, 'SIGTSTP');
        else press(isRightToLeft ? (opposite[key] ?? key) : key);
      }
    }),
  );
  usePaste(paste);
}

/** Where lines run from the right, the next thing stands on the left. */
const opposite: Readonly<Record<Key, Key>> = { left: 'right', right: 'left' };

/**
 * Gives the terminal back while this program is stopped, and draws the screen again after it. In raw mode the terminal
 * leaves this to the program.
 */
function useSuspend(): void {
  const { suspendTerminal } = useApp();
  useEffect(() => {
    const suspend = () => void suspendTerminal(() => stopJob(suspend));
    process.on('SIGTSTP', suspend);
    return () => void process.off('SIGTSTP', suspend);
  }, [suspendTerminal]);
}
