import type { RecordOf } from '../outbox/record.ts';
import { type CentreAmounts, centreAmounts, reckonedSchema } from './answers.ts';
import { meaningful, type Question } from './exchange.ts';
import type { KnownNumbers } from './known-numbers.ts';
import { settlementInput } from './messages/settlement.ts';

/** A visit as it would be settled now, in the words of its settlement. */
export interface ReckoningQuestion {
  readonly record: RecordOf<'settlement'>;
  readonly known: KnownNumbers;
}

/** 2206 门诊预结算: what would the platform answer to this settlement? Nothing is kept there. */
export function reckoningQuestion(
  { record, known }: ReckoningQuestion,
  messageId: string,
): Question<CentreAmounts> {
  return {
    transactionCode: '2206',
    messageId,
    record,
    input: settlementInput(record, known),
    read: (output) => {
      const { setlinfo, setldetail } = meaningful(reckonedSchema, output);
      return centreAmounts(setlinfo, setldetail);
    },
  };
}
