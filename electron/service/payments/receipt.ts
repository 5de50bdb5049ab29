import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Receipt } from '../../../shared/contract/payments.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { capitalYuan } from '../../../shared/money/capital.ts';
import { type Fen, fen, sumFen } from '../../../shared/money/fen.ts';
import { nextPaperNumber } from '../admission/paper-number.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { owedBy } from '../debts/owed.ts';
import type { Hospital } from '../hospital/settings.ts';
import { readPerson } from '../people/person.ts';
import type { MoneyRequest } from '../settlements/request.ts';
import { type PostedPayment, postingsOf, readPosted, shownPayment } from './paid.ts';
import { shownSignatoryOf } from './signatory.ts';

export interface NewReceipt extends MoneyRequest {
  readonly kind: Receipt['kind'];
  readonly personId: string;
  readonly businessDay: LocalDate;
  readonly postingIds: readonly string[];
}

/** Ties postings to a numbered paper inside the caller's transaction; returns its id. */
export function writeReceipt(
  context: ServiceContext,
  actor: Actor,
  hospital: Hospital,
  receipt: NewReceipt,
): string {
  const { kind, requestId, requestHash, personId, businessDay, postingIds } = receipt;
  const receiptId = context.newId();
  const insertPosting = statement<[string, number, string]>(
    context.database,
    'INSERT INTO receipt_posting (receipt_id, position, posting_id) VALUES (?, ?, ?)',
  );
  for (const [position, postingId] of postingIds.entries()) insertPosting.run(receiptId, position, postingId);
  statement<Record<string, unknown>>(
    context.database,
    `INSERT INTO receipt (id, number, kind, request_id, request_hash, person_id, business_day, hospital, window, origin,
       recorded_at, recorded_by)
     VALUES (@receiptId, @number, @kind, @requestId, @requestHash, @personId, @businessDay, @hospitalId, @windowId,
       @origin, @recordedAt, @recordedBy)`,
  ).run({
    receiptId,
    number: nextPaperNumber(context, 'receipt', hospital, businessDay),
    kind,
    requestId,
    requestHash,
    personId,
    businessDay,
    hospitalId: hospital.hospitalId,
    windowId: hospital.windowId,
    origin: hospital.origin,
    recordedAt: context.clock.now().toISOString(),
    recordedBy: actor.accountId,
  });
  return receiptId;
}

interface ReceiptRow {
  readonly number: string;
  readonly kind: Receipt['kind'];
  readonly personId: string;
  readonly businessDay: LocalDate;
  readonly recordedAt: string;
  readonly recordedByName: string;
  /** The last of its postings in the order of writing. */
  readonly lastPosting: number;
}

/** Money taken later or given back, as the ledger tells. Refuses `receipt_unknown`. */
export function readReceipt(context: ServiceContext, receiptId: string): Receipt {
  const row = statement<[string], ReceiptRow>(
    context.database,
    `SELECT number, kind, person_id AS personId, business_day AS businessDay, receipt.recorded_at AS recordedAt,
       display_name AS recordedByName, (SELECT max(posting.rowid) FROM receipt_posting AS held
         JOIN ledger_posting AS posting ON posting.id = held.posting_id WHERE held.receipt_id = receipt.id) AS lastPosting
     FROM receipt JOIN staff_account ON staff_account.id = receipt.recorded_by WHERE receipt.id = ?`,
  ).get(receiptId);
  if (row === undefined) throw new Refusal('receipt_unknown', '没有这张收据，请刷新后重试。');
  const { lastPosting, ...shown } = row;
  const parts = partsOf(context, receiptId, row.kind);
  const amountFen = sumFen(parts.map(({ payment }) => takenBy(payment)));
  return {
    receiptId,
    ...shown,
    personName: readPerson(context, row.personId).name,
    amountFen,
    amountCapital: capitalYuan(amountFen),
    payments: mergedByMeans(parts),
    settlements: mergedBySettlement(parts),
    signatory: shownSignatoryOf(context, receiptId),
    stillOwedFen: owedBy(context, row.personId, lastPosting),
  };
}

interface ReceiptPart {
  readonly settlementId: string;
  readonly slipNumber: string;
  readonly payment: PostedPayment;
}

function partsOf(context: ServiceContext, receiptId: string, kind: Receipt['kind']): ReceiptPart[] {
  const held = statement<[string], { postingId: string; settlementId: string; slipNumber: string }>(
    context.database,
    `SELECT posting.id AS postingId, settlement.id AS settlementId, slip_number AS slipNumber
     FROM receipt_posting AS held JOIN ledger_posting AS posting ON posting.id = held.posting_id
     JOIN settlement ON settlement.id = posting.settlement_id WHERE held.receipt_id = ? ORDER BY held.position`,
  ).all(receiptId);
  const meets = kind === 'refund' ? 'refund_due' : 'patient_deferred';
  return held.flatMap(({ postingId, ...of }) => {
    const posting = postingsOf(context, of.settlementId).find((one) => one.postingId === postingId);
    const payment = posting === undefined ? undefined : readPosted(context, posting, meets);
    return payment === undefined ? [] : [{ ...of, payment }];
  });
}

/** What went over the counter. */
function takenBy({ amountFen, roundingFen }: PostedPayment): Fen {
  return fen(amountFen + (roundingFen ?? 0));
}

/** One payment may have met several debts; on the paper it is one line. */
function mergedByMeans(parts: readonly ReceiptPart[]): Receipt['payments'] {
  const merged = new Map<string, Receipt['payments'][number]>();
  for (const { payment } of parts) {
    const line = shownPayment(payment);
    const key = `${line.means} ${line.reference ?? ''}`;
    const before = merged.get(key);
    const roundingFen = fen((before?.roundingFen ?? 0) + (line.roundingFen ?? 0));
    const { roundingFen: _own, ...rest } = { ...before, ...line };
    merged.set(key, {
      ...rest,
      amountFen: fen((before?.amountFen ?? 0) + line.amountFen),
      ...(roundingFen === 0 ? {} : { roundingFen }),
    });
  }
  return [...merged.values()];
}

function mergedBySettlement(parts: readonly ReceiptPart[]): Receipt['settlements'] {
  const merged = new Map<string, Receipt['settlements'][number]>();
  for (const { settlementId, slipNumber, payment } of parts) {
    const amountFen = fen((merged.get(settlementId)?.amountFen ?? 0) + payment.amountFen);
    merged.set(settlementId, { settlementId, slipNumber, amountFen });
  }
  return [...merged.values()];
}
