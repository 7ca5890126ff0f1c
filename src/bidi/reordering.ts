/** `terminal`: the terminal reorders what it is sent. `visual`: it does not, so that the program does. */
export type Reordering = 'terminal' | 'visual';

let chosen: Reordering = 'terminal';

/** Chooses once, before anything is written, who puts right-to-left text in order. */
export function chooseReordering(reordering: Reordering): void {
  chosen = reordering;
}

export const reordering = (): Reordering => chosen;
