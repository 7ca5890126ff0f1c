import { useEffect, useState } from 'react';

/** The time, kept as fresh as what is shown of it: seconds while a second matters, else minutes. */
export function useNow(inSeconds: boolean): number {
  const [now, setNow] = useState(Date.now);
  const step = inSeconds ? 1_000 : 15_000; // ms
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), step);
    return () => clearInterval(timer);
  }, [step]);
  return now;
}
