/** The value below which this share of the sorted values lies, by the nearest rank; NaN where there are none. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1] ?? Number.NaN;
}

export const inOrder = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

/** Milliseconds that some work took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
