import { useState } from 'react';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import { useAnswer, useEvent } from '../app/use-client.ts';

export type Replay = NonNullable<RequestOutput<'workbench.replay'>>;

/** The last replay, as far as it is by now. */
export function useReplay(): Replay | undefined {
  const { value, reload } = useAnswer('workbench.replay', {});
  const [told, setTold] = useState<Omit<Replay, 'comparison'>>();
  useEvent('replay.changed', (state) => {
    setTold(state);
    // The tables do not travel with the news, and another window may have started it.
    if (state.state !== 'running') reload();
  });
  if (told === undefined || told.replayId === value?.replayId) {
    const known = value ?? undefined;
    return known?.state === 'running' && told !== undefined ? { ...known, ...told } : known;
  }
  return { ...told, comparison: null };
}
