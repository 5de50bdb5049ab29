import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Paper } from '../../../shared/identity/code-shape.ts';
import type { ServiceContext } from '../context.ts';
import type { Told } from './differences.ts';

/** What was read and is not decided yet. Its picture is not here: only the window that asked has it. */
export interface KeptReading {
  readonly readingId: string;
  readonly means: 'card_reader' | 'scanner';
  readonly paper: Paper;
  readonly told: Told;
  /** Whom it may be decided to be. */
  readonly personIds: readonly string[];
  readonly readAtMs: number;
}

/** A decision that comes later than this is about somebody who may have gone. */
const keptMs = 10 * 60_000;

/** The newest reading of each window, in memory alone: a window says who it is, never what the card said. */
const readings = new WeakMap<ServiceContext, Map<number, KeptReading>>();

export function keepReading(context: ServiceContext, windowId: number, reading: KeptReading): void {
  const kept = readings.get(context) ?? new Map<number, KeptReading>();
  readings.set(context, kept.set(windowId, reading));
}

/** Refuses `reading_gone` where another paper was read since, or too long ago. */
export function keptReading(context: ServiceContext, windowId: number, readingId: string): KeptReading {
  const reading = readings.get(context)?.get(windowId);
  const isHere =
    reading?.readingId === readingId && context.clock.now().getTime() - reading.readAtMs <= keptMs;
  if (!isHere) {
    throw new Refusal('reading_gone', '这次读卡已经过去太久，或者又读了别的卡，没有记下。请重新读卡。');
  }
  return reading;
}

export function forgetReading(context: ServiceContext, windowId: number): void {
  readings.get(context)?.delete(windowId);
}
