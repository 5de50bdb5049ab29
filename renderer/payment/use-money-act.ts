import { useState } from 'react';
import { type Act, useAct } from '../app/use-client.ts';
import type { Printed } from '../desk/desk-state.ts';
import { Confirmation, leavesOpen } from '../settlement/confirmation.ts';

export interface MoneyAct<Input> {
  readonly act: Act;
  /** The request is out and nobody knows its answer: what was typed may not change now. */
  readonly isOpenEnded: boolean;
  readonly run: (input: Input) => void;
}

/** One act that moves money and ends with a paper: sent once under one id however often it is confirmed, then printed. */
export function useMoneyAct<Input, Done>(
  send: (requestId: string, input: Input) => Promise<Done>,
  print: (done: Done) => Promise<Printed>,
  onDone: (sentence: string, printed: Printed) => void,
  words: (done: Done) => string,
): MoneyAct<Input> {
  const act = useAct();
  const [confirmation] = useState(() => new Confirmation(send));
  return {
    act,
    isOpenEnded: act.refusal !== undefined && leavesOpen(act.refusal),
    run: (input) =>
      act.run(async () => {
        const done = await confirmation.confirm(input);
        onDone(words(done), await print(done));
      }),
  };
}
