import { isCorrection } from './attempts.ts';

/**
 * SQL: the row left in a package that nobody answered for it: it may be handed in at any time. Not if the message in it
 * was corrected since, which the platform refuses when it comes; nor if a person put the package down as not handed in.
 */
export function isOnStick(name: string): string {
  return `EXISTS (SELECT 1 FROM offline_package_row AS taken WHERE taken.outbox_id = ${name}.id
    AND CAST(substr(taken.message_id, -2) AS INTEGER) >= (SELECT count(*) FROM outbox_attempt AS attempt
      WHERE attempt.outbox_id = ${name}.id AND ${isCorrection('attempt')})
    AND NOT EXISTS (SELECT 1 FROM offline_package_withdrawal AS withdrawal
      WHERE withdrawal.package_id = taken.package_id)
    AND NOT ${isAnswered('taken')})`;
}

/** SQL: a receipt settled what the package row of that name holds; "not processed" and "later" settle nothing. */
export function isAnswered(name: string): string {
  return `EXISTS (SELECT 1 FROM offline_receipt AS receipt
    JOIN offline_receipt_row AS answered ON answered.receipt_id = receipt.id
    WHERE receipt.package_id = ${name}.package_id AND answered.outbox_id = ${name}.outbox_id
      AND answered.result <> 'unchanged')`;
}
