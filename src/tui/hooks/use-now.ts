import { useEffect, useState } from 'react';

const step = 15_000; // ms; what is shown of it is minutes

/** The time, kept fresh enough for minutes. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), step);
    return () => clearInterval(timer);
  }, []);
  return now;
}
