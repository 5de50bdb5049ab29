import type { ServiceContext } from '../context.ts';
import { correctionsOf, type Ended } from '../outbox/attempts.ts';
import { identifier, learn, numbersFor } from '../outbox/identifiers.ts';
import { kindsOfRecord } from '../outbox/kinds.ts';
import type { UploadRecord } from '../outbox/record.ts';
import { type OutboxRow, outboxRow, recordOf } from '../outbox/row.ts';
import { writeEnding } from '../outbox/transitions.ts';
import { acknowledging } from '../platform/acknowledging.ts';
import { answerCode, correctedCode, otherContentCode } from '../platform/codes.ts';
import { withoutPersonalData } from '../platform/exchange.ts';
import { messageIdOf } from '../platform/message-id.ts';
import { transactionOfRow } from '../platform/messages.ts';
import { type Acknowledgement, OwnVerdict } from '../platform/outcome.ts';
import type { ReceiptLine } from './package-content.ts';
import { notValid } from './receipt-file.ts';

export interface AppliedLine {
  readonly outboxId: string;
  /** Of a settlement or reversal. */
  readonly settlementId: string | null;
  readonly result: 'done' | 'dead' | 'agrees' | 'contradicts' | 'unchanged';
  /** The platform's number, where the line brings one. */
  readonly number: string | null;
}

/**
 * What one line of a receipt does to its row, inside the caller's transaction. A row that is closed by now is only
 * compared; a line under a message id that was corrected (2601) since speaks of what no longer is, and one whose
 * correction is on its way of what may not be for long: the network clears that up.
 */
export function applyLine(context: ServiceContext, outboxId: string, line: ReceiptLine): AppliedLine {
  const row = outboxRow(context, outboxId);
  const record = row === undefined ? undefined : recordOf(row);
  if (row === undefined || record === undefined) throw notValid();
  const isAmounts = row.kind === 'settlement' || row.kind === 'reversal';
  const applied = (result: AppliedLine['result'], number: string | null): AppliedLine => ({
    outboxId,
    settlementId: isAmounts ? row.factId : null,
    result,
    number,
  });
  const isCurrent = line.messageId === messageIdOf(row.id, correctionsOf(context, row.id));
  const isUndone = row.state === 'unknown' && row.correctingSince !== null;
  if (line.verdict === 'not_processed' || !isCurrent || isUndone) return applied('unchanged', null);
  if (line.verdict === 'refused') return applied(refuse(context, row, record, line), null);
  if (line.personNumber !== null) learn(context, 'person', row.personId, line.personNumber);
  const acknowledgement = acknowledged(context, record, line);
  if (row.closed) return applied(compared(context, row, acknowledgement), acknowledgement.number);
  const exchanges = [ended(context, row, line, 'accepted', answerCode('0').says)];
  writeEnding(context, { came: 'done', row, record, exchanges, acknowledgement });
  return applied('done', acknowledgement.number);
}

/** Read as an answer over the network is; one that makes no sense there makes none here. */
function acknowledged(context: ServiceContext, record: UploadRecord, line: ReceiptLine): Acknowledgement {
  const personNumber = identifier(context, 'person', record.person.personId);
  if (personNumber === null) throw notValid();
  const known = { ...numbersFor(context, record), personNumber };
  try {
    return acknowledging(record, known)(line.output, JSON.stringify(line.output));
  } catch (error) {
    if (error instanceof OwnVerdict) throw notValid();
    throw error;
  }
}

/** The row is done over the network, or a person resolved it: does the receipt say the same? */
function compared(
  context: ServiceContext,
  row: OutboxRow,
  { number }: Acknowledgement,
): 'agrees' | 'contradicts' {
  if (row.state !== 'done') return 'contradicts';
  const { brings } = kindsOfRecord[row.kind];
  const known = brings === null ? null : identifier(context, brings, row.factId);
  return known === number ? 'agrees' : 'contradicts';
}

function refuse(
  context: ServiceContext,
  row: OutboxRow & { readonly closed: boolean },
  record: UploadRecord,
  line: ReceiptLine,
): AppliedLine['result'] {
  if (row.closed) return row.state === 'done' ? 'contradicts' : 'agrees';
  const { means, says } = answerCode(line.code);
  // "Later" and "I do not know" leave it to the network; "corrected" it will hear there.
  if (means !== 'rejected' || line.code === correctedCode) return 'unchanged';
  const words = withoutPersonalData(line.words, record.person);
  const reason = words === '' ? says : `${says}中心回复：${words}`;
  const exchanges = [ended(context, row, line, 'rejected', reason)];
  const next = {
    state: 'dead',
    code: line.code === otherContentCode ? 'other_content' : line.code,
    reason,
    nextAttemptAt: null,
    countsAsSetback: false,
  } as const;
  writeEnding(context, { came: 'put_off', row, exchanges, next });
  return 'dead';
}

/** An exchange by file stands among the attempts like one over the network. */
function ended(
  { clock }: ServiceContext,
  row: OutboxRow,
  line: ReceiptLine,
  outcome: 'accepted' | 'rejected',
  reason: string,
): Ended {
  return {
    transactionCode: transactionOfRow(row),
    messageId: line.messageId,
    at: clock.now().toISOString(),
    durationMs: 0,
    outcome,
    code: outcome === 'accepted' ? '0' : line.code,
    reason: `（回执文件）${reason}`,
    retryAfterMs: undefined,
  };
}
