import { useEffect, useState } from 'react';

/** The time, updated every second if the screen shows seconds, otherwise every fifteen seconds. */
export function useNow(inSeconds: boolean): number {
  const [now, setNow] = useState(Date.now);
  const step = inSeconds ? 1_000 : 15_000; // ms
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), step);
    return () => clearInterval(timer);
  }, [step]);
  return now;
}
