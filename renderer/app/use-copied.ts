import { useEffect } from 'react';
import type { Client } from './client.ts';

/** Tells main that something was copied with the keyboard, so that it leaves the clipboard by itself. */
export function useCopied(client: Client): void {
  useEffect(() => {
    // A moment later the system has it.
    const copied = () => setTimeout(() => void client.request('clipboard.copied', {}).catch(() => undefined));
    document.addEventListener('copy', copied);
    document.addEventListener('cut', copied);
    return () => {
      document.removeEventListener('copy', copied);
      document.removeEventListener('cut', copied);
    };
  }, [client]);
}
