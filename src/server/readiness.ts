/** A database that takes longer to answer is not ready. */
const readyWithin = 1_000; // ms
/** An answer of the database is good for so long. Strangers may ask for it, and must not keep it busy. */
const readyFor = 500; // ms

/** Whether `ask` has an answer in time. It is asked once for everybody who wants to know that at the same moment. */
export function createReadiness(ask: () => Promise<void>): () => Promise<boolean> {
  let asked: Promise<void> | null = null;
  return () => {
    asked ??= ask().finally(() => setTimeout(() => (asked = null), readyFor).unref());
    return isInTime(asked);
  };
}

async function isInTime(answer: Promise<void>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(late.resolve, readyWithin, false);
  const inTime = answer.then(
    () => true,
    () => false,
  );
  return Promise.race([inTime, late.promise]).finally(() => clearTimeout(timer));
}
