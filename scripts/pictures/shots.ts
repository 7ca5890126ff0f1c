import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { snapshotOf, type Scene } from './story.ts';
import { animationOf, pictureOf } from './svg.ts';
import { createScreen, type Frame } from './terminal.ts';

const small = { columns: 80, rows: 24 };
const large = { columns: 120, rows: 40 };
const secondsPerFrame = 3;

const target = 'docs/pictures';
const pictures = {
  'game.svg': animationOf(await lastRound(), 'The last round of a game of Israeli Whist', secondsPerFrame),
  'large.svg': pictureOf(await still('play', large), 'A round on a large terminal'),
  'podium.svg': pictureOf(await still('podium', small), 'The end of a game'),
};

await mkdir(target, { recursive: true });
for (const [name, picture] of Object.entries(pictures)) {
  const path = join(target, name);
  if (!process.argv.includes('--check')) await writeFile(path, picture);
  else if ((await readFile(path, 'utf8').catch(() => '')) !== picture) {
    console.error(`${path} is stale; run: npm run pictures`);
    process.exitCode = 1;
  }
}

/** The last round, from the own bid to the end. */
async function lastRound(): Promise<readonly Frame[]> {
  const screen = createScreen(snapshotOf('auction'), small);
  await screen.shows('Your bid');
  screen.type('6h');
  const frames = [await screen.shows('Enter bids it')];
  for (const [scene, text] of [
    ['contracts', 'Your contract'],
    ['play', 'Tricks left'],
    ['round', 'is complete'],
    ['podium', 'Dana wins'],
  ] as const) {
    screen.become(snapshotOf(scene));
    frames.push(await screen.shows(text));
  }
  await screen.close();
  return frames;
}

async function still(scene: Scene, size: Parameters<typeof createScreen>[1]): Promise<Frame> {
  const screen = createScreen(snapshotOf(scene), size);
  const frame = await screen.shows('q quit');
  await screen.close();
  return frame;
}
