import { expect, test } from 'vitest';
import { Terminal } from '@xterm/headless';
import { PassThrough } from 'node:stream';
import { createPainter } from '../../../src/tui/terminal/painter.ts';

const eraseAll = '\u001b[2K\u001b[1A\u001b[2K\u001b[G';

/** A screen that a painter and a terminal without one show, and the bytes of each frame. */
function createScreens() {
  const stdout = Object.assign(new PassThrough(), { columns: 40, rows: 3 });
  const painted = new Terminal({ cols: 40, rows: 3, allowProposedApi: true });
  let bytes = '';
  stdout.on('data', (chunk: Buffer) => {
    bytes += String(chunk);
    painted.write(chunk);
  });
  const painter = createPainter(stdout);
  return {
    stdout,
    painter,
    /** Writes a frame as Ink does, and returns what reached the terminal. */
    frame(...lines: string[]): string {
      bytes = '';
      painter.write(`${eraseAll}${lines.join('\n')}`);
      return bytes;
    },
    async shown(): Promise<string[]> {
      await new Promise<void>((resolve) => painted.write('', resolve));
      return [0, 1, 2].map((y) => painted.buffer.active.getLine(y)?.translateToString(true) ?? '');
    },
  };
}

test('only the changed cells are written, each run after one move', () => {
  const { frame } = createScreens();
  frame('one', 'two', 'three');
  expect(frame('one', 'tWo', 'three')).toBe('\u001b[2;2HW');
  expect(frame('one', 'tWo', 'three')).toBe('');
});

test('a short gap is written again, and the rest of a line is erased', () => {
  const { frame } = createScreens();
  frame('abcdefghijkl', '', '');
  expect(frame('aBcDefghijkL', '', '')).toBe('\u001b[1;2HBcD\u001b[1;12HL');
  expect(frame('aBc', '', '')).toBe('\u001b[1;4H\u001b[K');
});

test('colours begin and end with the cells that have them', () => {
  const { frame } = createScreens();
  frame('a b', '', '');
  expect(frame('a \u001b[1m\u001b[36mb\u001b[39m\u001b[22mc', '', '')).toBe(
    '\u001b[1;3H\u001b[1;36mb\u001b[mc',
  );
});

test('a line with characters of doubtful width is written as a whole', async () => {
  const { frame, shown } = createScreens();
  frame('1 דנה  5', '', '');
  expect(frame('1 דנה  6', '', '')).toBe('\u001b[1;1H\u001b[K1 דנה  6');
  expect(await shown()).toEqual(['1 דנה  6', '', '']);
});

test('after anything else, and in another size, the frame is painted as a whole', () => {
  const { frame, painter, stdout } = createScreens();
  const whole = '\u001b[m\u001b[H\u001b[J\u001b[1;1Ha\u001b[2;1Hb\u001b[3;1Hc';
  expect(frame('a', 'b', 'c')).toBe(whole);
  painter.write('\u001b[?1049h');
  expect(frame('a', 'b', 'c')).toBe(whole);
  stdout.rows = 4;
  expect(frame('a', 'b', 'c')).toBe(whole);
});

test('after any frames the terminal shows the last one', async () => {
  const { frame, shown } = createScreens();
  const words = ['', 'a', '  two words ', '\u001b[7mpicked\u001b[27m rest', '■■□□', '漢字', 'x'.repeat(40)];
  const line = (i: number) => words[(i * 7 + Math.floor(i / 3)) % words.length] ?? '';
  for (let i = 0; i < 60; i += 1) {
    const lines = [line(i), line(i + 1), line(i * 2)];
    frame(...lines);
    const plain = lines.map((text) => text.replaceAll(/\p{Cc}\[\d*m/gu, '').trimEnd());
    expect((await shown()).map((text) => text.trimEnd())).toEqual(plain);
  }
});
