import { useCallback, useEffect, useState } from 'react';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import type { Refusal } from '../../shared/contract/refusal.ts';
import { type Client, refusalOf } from './client.ts';

export type HospitalStatus = RequestOutput<'hospital.status'>;

const refreshMs = 60_000;

/** What stands in the frame: asked at the start, after the service came back, and each minute for the turn of the day. */
export function useHospitalStatus(client: Client) {
  const [status, setStatus] = useState<HospitalStatus>();
  const [refusal, setRefusal] = useState<Refusal>();
  const reload = useCallback(() => {
    const take = (next: HospitalStatus) => {
      setStatus(next);
      setRefusal(undefined);
    };
    client.request('hospital.status', {}).then(take, (error: unknown) => setRefusal(refusalOf(error)));
  }, [client]);
  useEffect(() => {
    reload();
    const timer = setInterval(reload, refreshMs);
    const ends = [
      client.on('outbox.changed', (upload) => setStatus((before) => before && { ...before, upload })),
      client.on('service.state', ({ state }) => {
        if (state === 'running') reload();
      }),
    ];
    return () => {
      clearInterval(timer);
      for (const end of ends) end();
    };
  }, [client, reload]);
  const retry = useCallback(() => {
    setRefusal(undefined);
    reload();
  }, [reload]);
  return { status, refusal, retry };
}
