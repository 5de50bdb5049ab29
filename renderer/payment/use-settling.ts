import { useState } from 'react';
import type { RequestInput } from '../../shared/contract/contract.ts';
import type { Refusal } from '../../shared/contract/refusal.ts';
import type { SettlementRecord, Trial } from '../../shared/contract/settlements.ts';
import { refusalOf } from '../app/client.ts';
import { useClient, useEvent } from '../app/use-client.ts';
import { Confirmation, leavesOpen } from '../settlement/confirmation.ts';

/** How the patient's part is met, as it goes out with the confirmation. */
export type Taken = Pick<
  RequestInput<'settlements.settle'>,
  'payments' | 'signatory' | 'invoiceNumber' | 'instalments'
>;

interface SettlingProps {
  readonly trial: Trial;
  readonly onSettled: (record: SettlementRecord) => void;
  readonly onOutdated: () => void;
}

export interface Settling {
  readonly doing: string | undefined;
  readonly refusal: Refusal | undefined;
  /** The request is out and nobody knows its answer: neither the payment nor the dialog may change now. */
  readonly isOpenEnded: boolean;
  readonly settle: (taken: Taken) => void;
}

/**
 * The final settlement of one trial. Whatever is pressed how often, it is one request with one id; when the service
 * breaks off in the middle, the same request goes out again as soon as it is back.
 */
export function useSettling({ trial, onSettled, onOutdated }: SettlingProps): Settling {
  const client = useClient();
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, taken: Taken) => {
        const { stayId, asOrdinary, interim, trialHash } = trial;
        const question = { stayId, asOrdinary, ...(interim ? { interim } : {}), trialHash };
        return client.request('settlements.settle', { requestId, ...question, ...taken });
      }),
  );
  const [doing, setDoing] = useState<string>();
  const [refusal, setRefusal] = useState<Refusal>();
  const settle = (taken: Taken) => {
    if (doing !== undefined) return;
    setDoing('正在结算……');
    setRefusal(undefined);
    confirmation
      .confirm(taken)
      .then(onSettled, (error: unknown) => {
        const why = refusalOf(error);
        if (why.code.startsWith('trial_')) onOutdated();
        else setRefusal(why);
      })
      .finally(() => setDoing(undefined));
  };
  useEvent('service.state', ({ state }) => {
    // What was confirmed is kept by the confirmation; these payments are not looked at again.
    if (state === 'running' && refusal?.code === 'service_interrupted') settle({ payments: [] });
  });
  return { doing, refusal, isOpenEnded: refusal !== undefined && leavesOpen(refusal), settle };
}
