import { afterEach, describe, expect, test } from 'vitest';
import { snapshotOf, type Scene } from '../../scripts/pictures/story.ts';
import { createScreen, type Cell } from '../../scripts/pictures/terminal.ts';
import { chooseTheme, lookOf, type ThemeName } from '../../src/drawing/themes.ts';

afterEach(() => chooseTheme('dark'));

/** The sixteen colours of terminals that many people have. */
const palettes: Readonly<Record<string, string>> = {
  xterm:
    '000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff',
  macOS:
    '000000 c23621 25bc24 adad27 492ee1 d338d3 33bbc8 cbcccd 818383 fc391f 31e722 eaec23 5833ff f935f8 14f0f0 e9ebeb',
  'VS Code':
    '000000 cd3131 107c10 949800 0451a5 bc05bc 0598bc 555555 666666 f14c4c 23d18b f5f543 3b8eea d670d6 29b8db e5e5e5',
};

/** Less than this is hard to read; green and yellow have half of it on white. */
const enough = 3.5;

const black = '000000';
const white = 'ffffff';

/** The brightness of a colour, by the formula of the WCAG. */
function brightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [brightness(one), brightness(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The places of a screen that have a text or a background. */
async function cellsOf(theme: ThemeName, scene: Scene): Promise<readonly (readonly Cell[])[]> {
  chooseTheme(theme);
  const screen = createScreen(snapshotOf(scene), { columns: 120, rows: 40 });
  const frame = await screen.shows('q quit');
  await screen.close();
  return frame;
}

const scenes = ['auction', 'contracts', 'play', 'round', 'podium'] as const;

describe.each([
  ['light', white, black],
  ['high-contrast', white, black],
  ['high-contrast', black, white],
] as const)('in the theme %s on %s', (theme, background, foreground) => {
  test.each(scenes)('every text of the screen %s can be read', async (scene) => {
    const cells = (await cellsOf(theme, scene)).flat().filter(({ text }) => text !== ' ');
    const faint = Object.entries(palettes).flatMap(([name, colours]) => {
      const palette = colours.split(' ');
      const shown = (at: number | null, otherwise: string) => (at === null ? otherwise : (palette[at] ?? ''));
      return cells
        .filter(
          (cell) => contrast(shown(cell.colour, foreground), shown(cell.background, background)) < enough,
        )
        .map(({ text }) => `${text} on ${name}`);
    });
    expect(faint).toEqual([]);
  });
});

test.each(['dark', 'light', 'high-contrast'] as const)(
  'in the theme %s four suits look different',
  (theme) => {
    chooseTheme(theme);
    const suits = (['clubs', 'diamonds', 'hearts', 'spades'] as const).map((suit) =>
      JSON.stringify(lookOf(suit)),
    );
    expect(new Set(suits).size).toBe(4);
  },
);

test('in high contrast the bar of a made contract is bright signs on black, and looks full', async () => {
  const frame = await cellsOf('high-contrast', 'round');
  const bars = frame.flatMap((line) => line.filter(({ text }) => text === '■'));
  const [greenBright, black] = [10, 0];
  const full = bars.filter(({ background }) => background !== null);
  expect(full.length).toBeGreaterThan(0);
  for (const { colour, background } of full) expect([colour, background]).toEqual([greenBright, black]);
});

test('a background stands behind the mark of the turn alone, and not in the margin of every line', async () => {
  const frame = await cellsOf('high-contrast', 'auction');
  const marked = frame.filter((line) => line.slice(0, 3).some(({ background }) => background !== null));
  const texts = marked.map((line) => line.map(({ text }) => text).join(''));
  expect(texts.filter((text) => !text.startsWith('━'))).toEqual([expect.stringContaining('▶ 4 Amir')]);
});
