import { useState } from 'react';
import type { ChainPreview, ChainResult } from '../../shared/contract/corrections.ts';
import type { Refusal } from '../../shared/contract/refusal.ts';
import type { SecondPersonOrAlone } from '../../shared/contract/values.ts';
import { refusalOf } from '../app/client.ts';
import { type Act, type Asked, useAct, useAnswer, useClient } from '../app/use-client.ts';
import type { Payment } from '../../shared/contract/payments.ts';
import { Confirmation, leavesOpen } from '../settlement/confirmation.ts';

export interface ChainChoice {
  readonly resettleFirst: boolean;
  readonly asOrdinary: boolean;
}

/** What is said when the act is confirmed. */
interface Said {
  readonly preview: ChainPreview;
  readonly payments: readonly Payment[];
  readonly reason: string;
  readonly secondPerson: SecondPersonOrAlone;
}

export interface Chain {
  readonly choice: ChainChoice;
  readonly choose: (choice: Partial<ChainChoice>) => void;
  /** The preview of what is chosen now; an older one is never shown for it. */
  readonly preview: ChainPreview | undefined;
  readonly asked: Asked<ChainPreview>;
  readonly act: Act;
  /** Something changed since the preview: the new one has to be looked at. */
  readonly outdated: Refusal | undefined;
  /** The request is out and nobody knows its answer: nothing may change now. */
  readonly isOpenEnded: boolean;
  readonly run: (said: Omit<Said, 'preview'>) => void;
}

/** A chain from its preview to the act. Whatever is pressed how often, it is one request with one id. */
export function useChain(
  settlementId: string,
  first: ChainChoice,
  onRun: (result: ChainResult) => void,
): Chain {
  const client = useClient();
  const act = useAct();
  const [choice, setChoice] = useState(first);
  const [outdated, setOutdated] = useState<Refusal>();
  const asked = useAnswer('corrections.previewChain', { settlementId, ...choice });
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, { preview, payments, ...rest }: Said) => {
        const { resettleFirst, asOrdinary, previewHash } = preview;
        const request = { requestId, settlementId, resettleFirst, asOrdinary, previewHash };
        return client.request('corrections.runChain', { ...request, payments: [...payments], ...rest });
      }),
  );
  const isCurrent = !asked.waiting && asked.refusal === undefined;
  const preview = isCurrent ? asked.value : undefined;
  const run = (said: Omit<Said, 'preview'>) => {
    if (preview === undefined) return;
    act.run(async () => {
      setOutdated(undefined);
      try {
        onRun(await confirmation.confirm({ preview, ...said }));
      } catch (error) {
        const why = refusalOf(error);
        if (why.code !== 'chain_outdated') throw error;
        setOutdated(why);
        asked.reload();
      }
    });
  };
  return {
    choice,
    choose: (change) => setChoice((before) => ({ ...before, ...change })),
    preview,
    asked,
    act,
    outdated,
    isOpenEnded: act.refusal !== undefined && leavesOpen(act.refusal),
    run,
  };
}
