import { expect, test } from 'vitest';
import { createReplayStore } from '../../src/client/index.ts';
import type { GameLog } from '../../src/protocol/index.ts';
import { runApp } from '../../src/tui/index.ts';
import { gameAfter, roomOf, rounds, userIds } from './states.ts';
import { createTerminal } from './terminal.ts';

/** The log of a few rounds, as the server gives it. */
const played = rounds(9);
const steps = played.map((action, i) => ({
  event: {
    type: action.type,
    version: i + 1,
    actorId: userIds[0],
    seat: 'seat' in action ? action.seat : null,
    payload: { ...action },
    at: '2026-03-08T20:00:00.000Z',
  },
  state: { ...roomOf(gameAfter(played.slice(0, i + 1))), version: i + 1 },
}));
const asked: number[] = [];
let isBroken = false;
const load = (after: number, limit: number): Promise<GameLog> => {
  if (isBroken) return Promise.reject(new Error('The server is away.'));
  asked.push(after);
  return Promise.resolve({
    gameId: 'game',
    code: 'ABC234',
    last: steps.length,
    steps: steps.slice(after, after + limit),
  });
};

test('a replay goes forwards and back, and changes nothing', async () => {
  const store = createReplayStore(load);
  await store.entered;
  const terminal = createTerminal();
  const { stdin, stdout } = terminal;
  const ended = runApp({ store, mode: 'replay', stdin, stdout, noColor: true, onStep: store.step });
  await terminal.shows(
    'Round 1 · auction',
    '· replay',
    `step 1 of ${steps.length} `,
    '→ next step',
    '? help',
  );
  terminal.type('\u001b[C');
  await terminal.shows(`step 2 of ${steps.length} `, 'Yossi');
  terminal.type('\u001b[C\u001b[C\r');
  await terminal.shows(`step 5 of ${steps.length} `);
  terminal.type('\u001b[D');
  await terminal.shows(`step 4 of ${steps.length} `);
  isBroken = true;
  terminal.type('\u001b[F');
  await terminal.shows('! The server is away.');
  isBroken = false;
  // There is no step after the last one.
  terminal.type('\u001b[F\u001b[C');
  await terminal.shows('round over', `step ${steps.length} of ${steps.length} `);
  terminal.type('u');
  await terminal.shows('! You have no seat at this table');
  terminal.type('\t');
  await terminal.shows('Rd Trump Declarer');
  terminal.type('\u001b');
  await terminal.shows('step back');
  terminal.type('?');
  const helped = await terminal.shows('Your keys on this screen', 'Home', 'step back', 'quit');
  expect(helped).not.toMatch(/undo|correct|menu/);
  terminal.type('\u001b');
  await terminal.shows('→ next step');
  terminal.type('\u001b[H');
  await terminal.shows(`step 1 of ${steps.length} `);
  // Each page was loaded only once.
  expect(asked.length).toBeGreaterThan(1);
  expect(new Set(asked).size).toBe(asked.length);
  terminal.type('q');
  expect(await ended).toBe('quit');
  terminal.close();
});
