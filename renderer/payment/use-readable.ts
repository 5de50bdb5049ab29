import { useEffect, useState } from 'react';
import { readableMs } from './plain-case.ts';

/**
 * Whether what the key names has been on the screen long enough to be read. A key pressed before that was meant for
 * what was there before: the scanner's own Enter, a second press.
 */
export function useReadable(key: string | undefined): boolean {
  const [readable, setReadable] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setReadable(key), readableMs);
    return () => clearTimeout(timer);
  }, [key]);
  return key !== undefined && readable === key;
}
