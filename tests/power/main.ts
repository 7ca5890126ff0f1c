import { cutPower } from './cut.ts';

/** `node tests/power/main.ts [TIMES] [SEED] [full|relaxed]`, after `npm run build`. */
const [times = '200', seed = '1', durability = 'full'] = process.argv.slice(2);
let lost = 0;
let done = 0;
await cutPower({
  seed: Number(seed),
  times: Number(times),
  durability: durability === 'relaxed' ? 'relaxed' : 'full',
  report(cut) {
    done += 1;
    if (cut.lost !== null) {
      lost += 1;
      console.log(JSON.stringify(cut));
    }
    if (done % 20 === 0) console.log(`${done} cuts, ${lost} with a loss`);
  },
});
console.log(`${done} cuts, ${lost} with a loss`);
if (lost > 0) process.exitCode = 1;
