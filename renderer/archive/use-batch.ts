import { useEffect, useRef, useState } from 'react';
import type { SlipOfDay } from '../../shared/contract/documents/archive.ts';
import { refusalOf } from '../app/client.ts';
import { useClient } from '../app/use-client.ts';
import type { PrintChoice } from '../desk/use-desk.ts';

/** A slip that was not printed, and why. */
export interface Failure {
  readonly slip: SlipOfDay;
  readonly sentence: string;
}

export interface Batch {
  readonly state: 'idle' | 'running' | 'cancelled' | 'done';
  readonly total: number;
  readonly done: number;
  readonly failures: readonly Failure[];
  readonly run: (slips: readonly SlipOfDay[], choice: PrintChoice, reason: string) => void;
  readonly cancel: () => void;
}

/**
 * Prints slips one after the other; what fails is listed and the next one follows. A cancelled batch ends after the
 * slip that is at the printer; leaving the page cancels it.
 */
export function useBatch(onEnd: () => void): Batch {
  const client = useClient();
  const [batch, setBatch] = useState<Pick<Batch, 'state' | 'total' | 'done' | 'failures'>>({
    state: 'idle',
    total: 0,
    done: 0,
    failures: [],
  });
  const isCancelled = useRef(false);
  useEffect(
    () => () => {
      isCancelled.current = true;
    },
    [],
  );
  const printOne = async (
    slip: SlipOfDay,
    choice: PrintChoice,
    reason: string,
  ): Promise<Failure | undefined> => {
    try {
      const subject = { kind: 'slip', subjectId: slip.settlementId } as const;
      const why = slip.copies === 0 ? null : reason;
      const result = await client.request('documents.print', { ...subject, ...choice, reason: why });
      return result.outcome === 'spooled' ? undefined : { slip, sentence: result.sentence };
    } catch (error) {
      return { slip, sentence: refusalOf(error).sentence };
    }
  };
  const print = async (slips: readonly SlipOfDay[], choice: PrintChoice, reason: string): Promise<void> => {
    const failures: Failure[] = [];
    for (const [index, slip] of slips.entries()) {
      if (isCancelled.current) break;
      // One after the other: the printer takes one paper at a time.
      // oxlint-disable-next-line no-await-in-loop
      const failure = await printOne(slip, choice, reason);
      if (failure !== undefined) failures.push(failure);
      setBatch({ state: 'running', total: slips.length, done: index + 1, failures: [...failures] });
    }
    setBatch((before) => ({ ...before, state: isCancelled.current ? 'cancelled' : 'done' }));
    onEnd();
  };
  return {
    ...batch,
    run(slips, choice, reason) {
      if (batch.state === 'running') return;
      isCancelled.current = false;
      setBatch({ state: 'running', total: slips.length, done: 0, failures: [] });
      void print(slips, choice, reason);
    },
    cancel() {
      isCancelled.current = true;
    },
  };
}
