import { useEffect, useState } from 'react';
import type { EventPayload } from '../../shared/contract/contract.ts';
import css from './frame.module.css';
import { useEvent } from './use-client.ts';

const backMs = 6000;

/** Says that the service stopped, and, for a moment, that it is back. */
export function ServiceBand() {
  const [state, setState] = useState<EventPayload<'service.state'>>();
  const [isInterrupted, setInterrupted] = useState(false);
  useEvent('service.state', (next) => {
    // The first `running` after the start is no news.
    if (next.state !== 'running') setInterrupted(true);
    if (next.state !== 'running' || isInterrupted) setState(next);
  });
  useEffect(() => {
    if (state?.state !== 'running') return undefined;
    const timer = setTimeout(() => {
      setState(undefined);
      setInterrupted(false);
    }, backMs);
    return () => clearTimeout(timer);
  }, [state]);
  if (state === undefined) return null;
  return (
    <div role="status" className={`${css['service']} ${css[state.state]}`}>
      {state.state === 'running' ? '服务已恢复，可以继续办理。' : state.sentence}
    </div>
  );
}
