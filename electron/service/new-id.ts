import { randomFillSync } from 'node:crypto';
import { v7 as uuidV7 } from 'uuid';

const bytesPerId = 16;
/** For many ids at once: to ask the system for each costs more than the rest of an id. */
const random = Buffer.alloc(64 * bytesPerId);
let used = random.length;
let lastMs = 0;
let sequence = 0;

/**
 * A UUID of version 7 (RFC 9562, 6.2, method 1): a later one sorts behind an earlier one, also within a millisecond and
 * after the clock was set back.
 */
export function newId(): string {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  const own = random.subarray(used, used + bytesPerId);
  used += bytesPerId;
  const nowMs = Date.now();
  // The library takes the sequence of 32 bits from us and the rest from the last six bytes: these four are free.
  sequence = nowMs > lastMs ? own.readUInt32BE(0) >>> 1 : sequence + 1;
  lastMs = Math.max(lastMs, nowMs);
  return uuidV7({ random: own, msecs: lastMs, seq: sequence });
}
