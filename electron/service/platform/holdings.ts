import { centreSettlement, type CentreSettlement, heldSchema } from './answers.ts';
import { type Concerned, meaningful, type Question } from './exchange.ts';
import { askInput, transactionOf } from './messages.ts';

/** Whose stay is asked about, by the platform's own numbers. */
export interface HoldingsQuestion {
  readonly record: Concerned;
  readonly personNumber: string;
  readonly stayNumber: string;
}

/** 5203: everything the platform holds of a stay, whoever sent it. Changes nothing there. */
export function holdingsQuestion(
  { record, personNumber, stayNumber }: HoldingsQuestion,
  messageId: string,
): Question<readonly CentreSettlement[]> {
  return {
    transactionCode: transactionOf.ask,
    messageId,
    record,
    input: askInput({ personNumber, stayNumber, originalNumber: null }),
    read: (output) => {
      const { setlinfo, setldetail } = meaningful(heldSchema, output);
      return setlinfo
        .map((info) => centreSettlement(info, setldetail))
        .filter((held) => held.stayNumber === stayNumber);
    },
  };
}
