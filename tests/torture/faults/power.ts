import { cutPower } from '../../power/cut.ts';
import { repeated, type Fault } from '../trial.ts';

/** The database runs in this process, over a disk that remembers what was flushed. */
export const powerCut: Fault = {
  title: 'The power is cut: only what was flushed is there, and a part of the rest; embedded database',
  times: { full: 200, quick: 0 },
  async run(trial) {
    const { seed, times } = trial;
    const loads = Math.ceil(times / cutsOfLoad);
    const findings = await repeated({ ...trial, times: loads }, async ({ number, breaks }) => {
      let acknowledged = 0;
      await cutPower({
        seed: seed * 1000 + number * cutsOfLoad,
        times: Math.min(cutsOfLoad, times - number * cutsOfLoad),
        report(cut) {
          acknowledged = Math.max(acknowledged, cut.acknowledged);
          if (cut.lost !== null)
            breaks(`after ${cut.changes} changes of the disk, seed ${cut.seed}: ${cut.lost}`);
        },
      });
      return { acknowledged, games: 0 };
    });
    return { ...findings, strikes: times };
  },
};

/** The power is cut so often while one load is under way. */
const cutsOfLoad = 8;
