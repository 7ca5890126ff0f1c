import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { keysFor, type Choice } from '../../src/tui/index.ts';
import { startHost, type Host } from '../client/host.ts';
import { createLine } from '../client/line.ts';
import { accepted } from '../client/people.ts';
import { sitDown, type Player } from './players.ts';

let host: Host;
const players: Player[] = [];
beforeAll(async () => {
  host = await startHost();
});
afterEach(async () => {
  for (const player of players.splice(0)) await player.leave();
});
afterAll(() => host.close());

async function seat(...args: Parameters<typeof sitDown>) {
  const player = await sitDown(...args);
  players.push(player);
  return player;
}

async function fourSeated(url = host.url) {
  const dana = await seat(url, 'Dana');
  const others = [];
  for (const name of ['Yossi', 'Noa', 'Amir']) others.push(await seat(url, name, { code: dana.code }));
  const [yossi, noa, amir] = others;
  if (!yossi || !noa || !amir) throw new Error('four sit at a table');
  const all = [dana, yossi, noa, amir];
  await Promise.all(all.map((player) => player.shows(/Seat 4 +Amir/)));
  /** One of them types, and all of them see the result. */
  async function does(who: Player, choice: Choice | string, ...seen: (string | RegExp)[]) {
    who.type(typeof choice === 'string' ? choice : keysFor(choice));
    await Promise.all(all.map((player) => player.shows(...seen)));
  }
  return { dana, yossi, noa, amir, all, does };
}

type Table = Awaited<ReturnType<typeof fourSeated>>;

async function auctionOf6(table: Table) {
  const { yossi, noa, amir, dana } = table;
  await table.does(yossi, { type: 'bid', amount: 6, suit: 'hearts' }, 'Yossi bid 6♥ hearts.', /▶ 3/);
  await table.does(noa, { type: 'pass' }, 'Noa passed.', /▶ 4/);
  await table.does(amir, { type: 'pass' }, 'Amir passed.', /▶ 1/);
  await table.does(dana, { type: 'pass' }, 'Dana passed.', 'declarer', /▶ 2/);
}

async function contractsOf12(table: Table) {
  const { yossi, noa, amir, dana } = table;
  await table.does(yossi, { type: 'contract', amount: 6 }, '6, 7 short of 13', /▶ 3/);
  await table.does(noa, { type: 'contract', amount: 3 }, '9, 4 short of 13', /▶ 4/);
  await table.does(amir, { type: 'contract', amount: 2 }, '11, 2 short of 13', /▶ 1/);
  await table.does(dana, { type: 'contract', amount: 1 }, '13 of 13', 'total 12, 1 under');
}

test('four people play from the lobby to the podium, each at a terminal', async () => {
  const table = await fourSeated();
  const { dana, yossi, noa, amir } = table;

  noa.type('\r');
  await noa.shows('! Only the host may do this.');
  await table.does(dana, { type: 'start' }, 'Round 1 is dealt.', '▶ 2 Yossi', 'minimum 5');

  noa.type('6h\r');
  await noa.shows('! It is Yossi’s turn.');
  for (const [player, name] of [
    [yossi, 'Yossi'],
    [noa, 'Noa'],
    [amir, 'Amir'],
  ] as const)
    await table.does(player, { type: 'pass' }, `${name} passed.`);
  await table.does(dana, { type: 'pass' }, 'Frisch 1 of at most 3', '6 in any suit');
  await table.does(amir, { type: 'frischDone' }, 'Three cards were passed to the left.', 'minimum 6', '▶ 2');

  yossi.type('5n\r');
  await yossi.shows('! The bid must be at least 6.');
  yossi.type('\u001b');
  await auctionOf6(table);
  yossi.type('5\r');
  await yossi.shows('! Yossi bid 6♥ hearts and must contract at least 6.');
  await table.does(yossi, { type: 'contract', amount: 6 }, 'Yossi contracted 6.', /▶ 3/);
  await table.does(noa, { type: 'contract', amount: 3 }, 'Noa contracted 3.', /▶ 4/);
  await table.does(amir, { type: 'contract', amount: 2 }, 'Amir contracted 2.', /▶ 1/);
  dana.type('2\r');
  await dana.shows('! 2 would make the four contracts add up to 13');
  await table.does(dana, { type: 'contract', amount: 1 }, 'Dana contracted 1.', 'total 12, 1 under');

  await table.does(yossi, { type: 'trick' }, 'Yossi won a trick.', '12 of 13', /2 Yossi .*1 of 6/);
  noa.type(keysFor({ type: 'tricks', tricks: [1, 6, 3, 3] }));
  await table.does(noa, '', 'The tricks of the round were recorded.', 'round over', /2 Yossi .*46 +ahead/);

  await table.does(amir, { type: 'nextRound' }, 'Round 2 · auction', /2 Yossi .*dealer/, '▶ 3 Noa');
  await table.does(dana, { type: 'auction', seat: 0, amount: 8, suit: 'no_trump' }, '8 no trump by Dana');
  await table.does(dana, { type: 'contract', amount: 8 }, 'Dana contracted 8.');
  await table.does(yossi, { type: 'contract', amount: 0 }, 'Yossi contracted 0.');
  await table.does(noa, { type: 'contract', amount: 4 }, 'Noa contracted 4.');
  await table.does(amir, { type: 'contract', amount: 4 }, 'total 16, 3 over');
  await table.does(dana, { type: 'tricks', tricks: [8, 0, 3, 2] }, 'round over', /1 Dana .*ahead/);
  await table.does(
    dana,
    { type: 'endGame' },
    'Dana wins after 2 rounds!',
    /1st +1 Dana +85/,
    /2nd +2 Yossi +71/,
  );
});

test('two quick taps are two tricks', async () => {
  const table = await fourSeated();
  await table.does(table.dana, { type: 'start' }, '▶ 2 Yossi');
  await auctionOf6(table);
  await contractsOf12(table);
  await table.does(table.yossi, 'tt', '11 of 13', /2 Yossi .*2 of 6/);
  await table.does(table.noa, 't', '10 of 13', 'Noa won a trick.');
});

test('an answer of the terminal is no key, and what is typed with it is', async () => {
  const table = await fourSeated();
  await table.does(table.dana, { type: 'start' }, '▶ 2 Yossi');
  await table.does(table.yossi, { type: 'bid', amount: 7, suit: 'spades' }, 'Yossi bid 7♠ spades.');
  for (const answer of ['\u001b]11;rgb:q/q/q\u0007', '\u001bP>|q(39)\u001b\\', '\u001b[?62;22c', '\u001b]']) {
    table.amir.type(`${answer}u`);
    await table.amir.shows('Take back “Yossi bid 7♠ spades”?');
    table.amir.type('n');
    await table.amir.shows(/^(?!.*Take back)/s);
  }
});

test('an undo takes back for everybody the step that it names', async () => {
  const table = await fourSeated();
  await table.does(table.dana, { type: 'start' }, '▶ 2 Yossi');
  await table.does(table.yossi, { type: 'bid', amount: 7, suit: 'spades' }, 'Yossi bid 7♠ spades.');
  table.amir.type('u');
  await table.amir.shows('Take back “Yossi bid 7♠ spades”?');
  await table.does(
    table.amir,
    'y',
    'Amir took back the last step: Yossi bid 7♠ spades.',
    'none yet',
    '▶ 2 Yossi',
  );
});

test('the host corrects an earlier round, and all four see the same sentence and the new totals', async () => {
  const table = await fourSeated();
  await table.does(table.dana, { type: 'start' }, '▶ 2 Yossi');
  await auctionOf6(table);
  await contractsOf12(table);
  await table.does(table.dana, { type: 'tricks', tricks: [2, 6, 3, 2] }, /2 Yossi .*46 +ahead/);
  await table.does(table.dana, { type: 'nextRound' }, 'Round 2 · auction');
  table.dana.type('x');
  await table.dana.shows(/▶ {2}1/, 'correct this round');
  table.dana.type('\r');
  await table.dana.shows('Round 1 as it was recorded');
  table.dana.type('1\u001b[B7\r');
  await Promise.all(
    table.all.map((player) =>
      player.shows('Dana corrected round 1: tricks 2 6 3 2 → 1 7 3 2', /1 Dana .* 11/, /2 Yossi .* −10/),
    ),
  );
});

test('an open question closes when the table moves on', async () => {
  const table = await fourSeated();
  await table.does(table.dana, { type: 'start' }, '▶ 2 Yossi');
  await table.does(table.yossi, { type: 'pass' }, 'Yossi passed.');
  table.amir.type('u');
  await table.amir.shows('Take back “Yossi passed”?');
  await table.does(table.noa, { type: 'pass' }, 'Noa passed.');
  await table.amir.shows('! The table has moved on; look again.');
});

test('when the host leaves, another player becomes host, and the game goes on', async () => {
  const table = await fourSeated();
  await table.does(table.dana, { type: 'start' }, '▶ 2 Yossi');
  table.dana.type('m');
  await table.dana.shows('Leave the room');
  table.dana.type('\u001b[B\u001b[B\u001b[B\u001b[B\u001b[B\r');
  await table.dana.shows('Leave the room?', 'Another player becomes host');
  table.dana.type('y');
  expect(await table.dana.ended).toBe('left');
  await table.yossi.shows(/2 Yossi +you · host/, /1 Dana +away/);
  table.yossi.type('p');
  await table.noa.shows('Yossi passed.');
});

test('a watcher sees everything, and no key of a watcher changes anything', async () => {
  const table = await fourSeated();
  const watcher = await seat(host.url, 'Looker-on', { code: table.dana.code, entrance: { watch: true } });
  await watcher.shows('watching', /Seat 2 +Yossi/);
  expect(watcher.lines()[22]).toBe('');
  await table.does(table.dana, { type: 'start' }, '▶ 2 Yossi');
  await watcher.shows('▶ 2 Yossi', 'Waiting for Yossi');
  watcher.type('p');
  await watcher.shows('! You have no seat at this table');
});

test('one device keeps score for the whole table', async () => {
  const device = await seat(host.url, 'This table', { mode: 'table', entrance: { watch: true } });
  for (const [i, name] of ['דנה', 'Yossi', 'Noa', 'Amir'].entries()) {
    device.type(keysFor({ type: 'guest', name }));
    await device.shows(`Seat ${i + 1}  ${name}`, 'is a guest');
  }
  const script: [Choice | string, ...(string | RegExp)[]][] = [
    [{ type: 'start' }, 'Who won the auction?'],
    ['b', '▶ 2', 'Bid of Yossi'],
    [{ type: 'bid', amount: 5, suit: 'clubs' }, 'Yossi bid 5♣ clubs.', 'Bid of Noa'],
    [{ type: 'bid', amount: 10, suit: 'no_trump' }, 'Noa bid 10 no trump.', 'Bid of Amir'],
    [{ type: 'pass' }, 'Amir passed.', 'Bid of דנה'],
    [{ type: 'pass' }, 'דנה passed.', 'Bid of Yossi'],
    [{ type: 'pass' }, 'declarer', 'Contract of Noa'],
    [{ type: 'contract', amount: 11 }, 'Contract of Amir', '11, 2 short of 13'],
    [{ type: 'contract', amount: 1 }, 'Contract of דנה'],
    [{ type: 'contract', amount: 0 }, 'Contract of Yossi', '1 is forbidden'],
    [{ type: 'contract', amount: 0 }, '13 of 13', 'total 12, 1 under'],
    [{ type: 'trick', seat: 2 }, '12 of 13', 'Noa won a trick.'],
    [{ type: 'tricks', tricks: [0, 0, 11, 2] }, 'round over', /3 Noa .*131 +ahead/],
    [{ type: 'nextRound' }, 'Round 2 · auction', 'Who won the auction?'],
    [{ type: 'auction', seat: 3, amount: 6, suit: 'spades' }, 'Contract of Amir'],
    [{ type: 'contract', amount: 6 }, 'Contract of דנה'],
    [{ type: 'contract', amount: 6 }, 'Contract of Yossi'],
    [{ type: 'contract', amount: 6 }, 'Contract of Noa?'],
    [{ type: 'contract', amount: 6 }, 'total 24, 11 over'],
    [{ type: 'tricks', tricks: [6, 6, 0, 1] }, 'round over'],
    [
      { type: 'endGame' },
      'game over',
      'דנה and Yossi share the win after 2 rounds!',
      /1st +1 דנה +96 +shared/,
    ],
  ];
  for (const [choice, ...seen] of script) {
    device.type(typeof choice === 'string' ? choice : keysFor(choice));
    await device.shows(...seen);
  }
});

test('what is typed over a slow line is what is recorded', async () => {
  const line = await createLine(host.port);
  const device = await seat(line.url, 'This table', { mode: 'table', entrance: { watch: true } });
  for (const [i, name] of ['Dana', 'Yossi', 'Noa', 'Amir'].entries()) {
    device.type(keysFor({ type: 'guest', name }));
    await device.shows(`Seat ${i + 1}  ${name}`, 'is a guest');
  }
  device.type(keysFor({ type: 'start' }));
  await device.shows('Who won the auction?');
  line.slow(75);
  // In one burst: a round on the form, and one step by step with thirteen quick tricks.
  device.type(`26h6321\r265\r\rb7s\rppp7\r2\r3\r0\r${'3'.repeat(7)}${'4'.repeat(2)}${'1'.repeat(4)}`);
  await device.shows('Round 2 · round over', 'saving');
  await expect.poll(() => device.text(), { timeout: 20_000 }).not.toContain('saving');
  const { state } = accepted(await device.connection.call('room.state', { code: device.code }));
  expect(state.rounds).toMatchObject([
    {
      trump: { seat: 1, amount: 6, suit: 'hearts' },
      contracts: [1, 6, 3, 2],
      tricks: [2, 6, 5, 0],
    },
    {
      trump: { seat: 2, amount: 7, suit: 'spades' },
      contracts: [3, 0, 7, 2],
      tricks: [4, 0, 7, 2],
    },
  ]);
  await line.close();
});

test('the screens say that the server is down, and go on when it is back', async () => {
  const table = await fourSeated();
  await table.does(table.dana, { type: 'start' }, '▶ 2 Yossi');
  await auctionOf6(table);
  await host.stop();
  await Promise.all(
    table.all.map((player) => player.shows('reconnecting …', 'The line to the server is down')),
  );
  await host.start();
  await Promise.all(table.all.map((player) => player.shows('● online', '▶ 2 Yossi', 'declarer')));
  await contractsOf12(table);
});
