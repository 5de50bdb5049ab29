import { statfs } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

/** Bytes that this account may still write on the disk of a folder; undefined where nobody can say. */
export type FreeBytes = (folder: string) => Promise<number | undefined>;

/** A network drive that hangs answers after minutes or never. */
const longestMs = 5000;

export const freeBytesOf: FreeBytes = async (folder) => {
  const answered = new AbortController();
  const asked = statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => undefined,
  );
  const limit = setTimeout(longestMs, undefined, { signal: answered.signal }).catch(() => undefined);
  try {
    return await Promise.race([asked, limit]);
  } finally {
    answered.abort();
  }
};
