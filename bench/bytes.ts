import { plain, type Bench } from './figure.ts';
import { inFolder, serveWhist } from './process.ts';
import { logIn, openTable, playRounds, registerFour } from './table.ts';

const lengths = [10, 100, 400];

export const bytes: Bench = {
  title: 'Bytes on the wire',
  how:
    'Four members of a room play one long game and ask for events, as the terminal does. After so many rounds they play ' +
    'one more, and the largest frame that any of them gets for an action counts: the answer, or the news to the others.',
  run: (scaled) =>
    inFolder(async (folder) => {
      const served = await serveWhist(folder);
      try {
        let sizes: number[] = [];
        const tokens = await registerFour(served.url);
        const heard = (size: number) => sizes.push(size);
        const table = await openTable(
          await Promise.all(tokens.map((token) => logIn(served.url, token, heard))),
        );
        const figures = [];
        for (const rounds of lengths.map(scaled)) {
          await playRounds(table, rounds);
          sizes = [];
          await playRounds(table, rounds + 1);
          const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
          figures.push(
            plain({
              name: `bytes of an action to a member after ${rounds} rounds`,
              value: Math.max(...sizes),
              unit: 'bytes',
              detail: `${sizes.length} frames, ${mean.toFixed(0)} bytes on average`,
              target: { atMost: 500 },
            }),
          );
        }
        table.close();
        return figures;
      } finally {
        await served.stop();
      }
    }),
};
