import { useEffect, useState } from 'react';

/** The time. It is renewed every second if seconds are shown, else a few times a minute. */
export function useNow(inSeconds: boolean): number {
  const [now, setNow] = useState(Date.now);
  const step = inSeconds ? 1_000 : 15_000; // ms
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), step);
    return () => clearInterval(timer);
  }, [step]);
  return now;
}
