import type { AmountsRecord } from '../outbox/record.ts';
import type { CentreSettlement } from './answers.ts';
import type { Finding } from './outcome.ts';

/**
 * Is our record among what the centre holds of this stay? By its message id where the centre keeps it; else by
 * content, among the settlements that are not known to be others of ours. Content is what we sent: total cost and its
 * four parts. What the centre reckons from them may differ, and that is no other record but a difference.
 */
export function findRecord(
  record: AmountsRecord,
  messageId: string,
  held: readonly CentreSettlement[],
  taken: ReadonlySet<string>,
  answer: string,
): Finding {
  const same = (settlement: CentreSettlement): Finding => ({
    found: 'same',
    acknowledgement: {
      number: settlement.settlementNumber,
      amounts: settlement.amounts,
      items: null,
      answer,
    },
  });
  const ours = held.find((settlement) => settlement.messageId === messageId);
  if (ours !== undefined) return equalContent(record, ours) ? same(ours) : { found: 'other_content' };
  const equal = held.filter(
    (settlement) => !taken.has(settlement.settlementNumber) && equalContent(record, settlement),
  );
  const [only] = equal;
  if (only === undefined) return { found: 'nothing' };
  return equal.length === 1 && only.messageId === null ? same(only) : { found: 'unclear' };
}

function equalContent(record: AmountsRecord, { amounts }: CentreSettlement): boolean {
  return (
    record.cost.totalFen === amounts.cost.totalFen &&
    record.cost.ownExpenseFen === amounts.cost.ownExpenseFen &&
    record.cost.overLimitFen === amounts.cost.overLimitFen &&
    record.cost.preSelfPayFen === amounts.cost.preSelfPayFen &&
    record.cost.inScopeFen === amounts.cost.inScopeFen
  );
}
