import { Terminal } from '@xterm/headless';
import { expect, test } from 'vitest';
import { hostForFile } from '../../support/host.ts';
import { onTerminal } from '../../support/pty.ts';

const host = hostForFile();

/** The host of a game with three guests, at a real terminal, after some rounds. */
async function sitDown({ columns, rows, played }: Record<'columns' | 'rows' | 'played', number>) {
  const dana = await host().person(`dana${columns}`, 'Dana');
  const code = (await dana.run('create')).stdout.trim();
  const wire = await dana.wire();
  for (const displayName of ['Yossi', 'Noa', 'Amir']) await wire.call('room.addGuest', { code, displayName });
  await wire.call('room.start', { code });
  for (let round = 0; round < played; round += 1) {
    await wire.call('auction.record', { code, seat: 1, amount: 6, suit: 'hearts' });
    for (const seat of [1, 2, 3, 0] as const)
      await wire.call('contract.set', { code, seat, amount: [1, 6, 3, 2][seat] ?? 0 });
    await wire.call('round.record', { code, tricks: [2, 6, 3, 2] });
    await wire.call('round.next', { code });
  }
  await wire.close();

  const xterm = new Terminal({ cols: columns, rows, allowProposedApi: true });
  let bytes = 0;
  const env = { ...dana.home.env, ...host().env, TERM: 'xterm-256color' };
  const terminal = onTerminal(['join', code], { env }, { columns, rows });
  terminal.listen((data) => {
    bytes += Buffer.byteLength(data);
    xterm.write(data);
  });
  const lines = () =>
    Array.from({ length: xterm.rows }, (_, y) =>
      (xterm.buffer.active.getLine(y)?.translateToString(true, 0, xterm.cols) ?? '').padEnd(xterm.cols),
    );
  return {
    code,
    lines,
    bytes: () => bytes,
    type: terminal.type,
    resize(columns: number, rows: number) {
      xterm.resize(columns, rows);
      terminal.resize(columns, rows);
    },
    async shows(...wanted: RegExp[]): Promise<string[]> {
      for (const one of wanted)
        await expect.poll(() => lines().join('\n'), { timeout: 20_000, interval: 10 }).toMatch(one);
      return lines();
    },
    async leave() {
      terminal.type('\u0003');
      const ended = await terminal.ended;
      xterm.dispose();
      return ended;
    },
  };
}

/** The bytes of an ideal update: the changed cells, and a move to the first of each run. */
function idealBytes(before: readonly string[], after: readonly string[]): number {
  const bytesOf = (text: string) => Buffer.byteLength(text);
  return after.reduce((sum, line, y) => {
    const old = Array.from(before[y] ?? '');
    const cells = Array.from(line);
    const isChanged = (x: number) => cells[x] !== old[x];
    const changed = cells.flatMap((cell, x) =>
      isChanged(x) ? [{ cell, isFirst: x === 0 || !isChanged(x - 1) }] : [],
    );
    const moves = changed.filter(({ isFirst }) => isFirst).length * bytesOf('\u001b[10;10H');
    return sum + moves + changed.reduce((bytes, { cell }) => bytes + bytesOf(cell), 0);
  }, 0);
}

test.each([
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
])('a key press writes at most four times the bytes of an ideal update, in $columns×$rows', async (size) => {
  const dana = await sitDown({ ...size, played: 4 });
  await dana.shows(/▶ 2 Yossi/, /Bid of Yossi/, /Choose an amount/, /q quit/);
  const presses: readonly (readonly [string, RegExp])[] = [
    ['7', /\[7\][^]*7 of …/],
    ['h', /\[h ♥\][^]*7♥ hearts: Enter/],
    ['\u001b[C', /\[8\][^]*8♥ hearts: Enter/],
    ['?', /Your keys/],
    ['\u001b', /8♥ hearts: Enter/],
    ['\t', /▶ {2}4[^]*correct this round/],
    ['\u001b[A', /▶ {2}3/],
    ['\u001b', /8♥ hearts: Enter[^]*q quit/],
  ];
  let before = dana.lines();
  for (const [key, wanted] of presses) {
    const bytes = dana.bytes();
    dana.type(key);
    const after = await dana.shows(wanted);
    expect(dana.bytes() - bytes, `the bytes of ${JSON.stringify(key)}`).toBeLessThanOrEqual(
      4 * idealBytes(before, after),
    );
    before = after;
  }
  await dana.leave();
});

test('a terminal that changes its size shows a whole frame each time, and gives its title back', async () => {
  const dana = await sitDown({ columns: 100, rows: 30, played: 4 });
  await dana.shows(/Bid of Yossi/);
  const sizes = [
    [160, 45],
    [40, 12],
    [80, 24],
    [34, 10],
    [120, 40],
    [33, 9],
    [60, 18],
  ] as const;
  for (const [columns, rows] of sizes) {
    dana.resize(columns, rows);
    const isTooSmall = columns < 34;
    const lines = await dana.shows(
      isTooSmall
        ? /^Enlarge this terminal to 34×10\. *\n *\n/
        : /^ .*●( online)? \n[^]*\? help +(q quit +)?$/,
    );
    expect(lines.filter((line) => line.includes('●'))).toHaveLength(isTooSmall ? 0 : 1);
    expect(lines.filter((line) => line.includes('2 Yossi'))).toHaveLength(isTooSmall ? 0 : 1);
  }
  const { screen, exitCode } = await dana.leave();
  expect(exitCode).toBe(0);
  expect(screen).toContain('\u001b[22;2t\u001b]2;▶ Your turn · whist');
  expect(screen).toContain('\u001b]2;\u0007\u001b[23;2t');
});
