import { z } from 'zod';
import { statement } from '../../database/statement.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Office } from './book.ts';
import { counts, dischargeStands, itemStands, visitStands } from './life.ts';
import { type ChangeableField, changeableFields, type Declared } from './declared.ts';

/** One settlement or reversal as this platform holds it. Amounts in fen, as the hospital declared them. */
export interface Holding {
  readonly settlementNumber: string;
  readonly reversesNumber: string | null;
  readonly stayNumber: string;
  readonly admissionNumber: string;
  readonly ourSettlementId: string;
  readonly slipNumber: string;
  readonly messageId: string;
  readonly receivedAt: string;
  readonly totalFen: number;
  readonly ownExpenseFen: number;
  readonly overLimitFen: number;
  readonly preSelfPayFen: number;
  readonly inScopeFen: number;
  readonly deductibleFen: number;
  readonly layers: readonly {
    readonly layer: string;
    readonly kind: string | null;
    readonly payFen: number;
  }[];
  readonly personalFen: number;
}

/** A visit that is registered and was not taken back, with what hangs on it. */
export interface HeldVisit {
  readonly stayNumber: string;
  readonly admissionNumber: string;
  readonly ourStayId: string | null;
  /** Null while the patient is in. */
  readonly dischargedAt: string | null;
  readonly itemCount: number;
  readonly itemTotalFen: number;
}

/** A settlement list, by the settlement that it is about. */
export interface HeldList {
  readonly listNumber: string;
  readonly settlementNumber: string;
  readonly ourSettlementId: string;
}

export interface Holdings {
  readonly admissionCount: number;
  readonly visits: readonly HeldVisit[];
  readonly lists: readonly HeldList[];
  readonly referralCount: number;
  readonly settlements: readonly Holding[];
}

export const holdingsQuerySchema = z.object({
  ourSettlementId: z.string().max(60).optional(),
  admissionNumber: z.string().max(30).optional(),
});

/** What the platform says it holds. A real centre has no such page; the practice hospital is shown with it. */
export function holdings({ database }: Office, asked: z.output<typeof holdingsQuerySchema>): Holdings {
  const rows = statement<
    { ourSettlementId: string | null; admissionNumber: string | null },
    {
      setl_id: string;
      refd_setl_id: string | null;
      mdtrt_id: string;
      ipt_no: string;
      msgid: string;
      received_at: string;
      declared: string;
    }
  >(
    database,
    `SELECT setl_id, refd_setl_id, mdtrt_id, ipt_no, settlement.msgid, settlement.received_at, declared
     FROM settlement JOIN visit USING (mdtrt_id)
     WHERE (:ourSettlementId IS NULL OR json_extract(declared, '$.our_setl_id') = :ourSettlementId)
       AND (:admissionNumber IS NULL OR ipt_no = :admissionNumber)
     ORDER BY settlement.sequence DESC LIMIT 20000`,
  ).all({
    ourSettlementId: asked.ourSettlementId ?? null,
    admissionNumber: asked.admissionNumber ?? null,
  });
  const settlements = rows.map(({ declared, ...row }): Holding => {
    const amounts = JSON.parse(declared) as Declared;
    return {
      settlementNumber: row.setl_id,
      reversesNumber: row.refd_setl_id,
      stayNumber: row.mdtrt_id,
      admissionNumber: row.ipt_no,
      ourSettlementId: amounts.our_setl_id,
      slipNumber: amounts.our_slip_no,
      messageId: row.msgid,
      receivedAt: row.received_at,
      totalFen: amounts.medfee_sumamt,
      ownExpenseFen: amounts.fulamt_ownpay_amt,
      overLimitFen: amounts.overlmt_selfpay,
      preSelfPayFen: amounts.preselfpay_amt,
      inScopeFen: amounts.inscp_scp_amt,
      deductibleFen: amounts.act_pay_dedc,
      layers: amounts.setldetail.map((entry) => ({
        layer: entry.our_layer,
        kind: entry.our_kind || null,
        payFen: entry.fund_payamt,
      })),
      personalFen: amounts.psn_part_amt,
    };
  });
  return {
    admissionCount: countOf(database, `SELECT count(*) AS count FROM visit WHERE ${visitStands}`),
    referralCount: countOf(database, `SELECT count(*) AS count FROM referral WHERE ${counts('referral')}`),
    visits: heldVisits(database, asked.admissionNumber ?? null),
    lists: heldLists(database, asked),
    settlements,
  };
}

function countOf(database: Office['database'], sql: string): number {
  return statement<[], { count: number }>(database, sql).get()?.count ?? 0;
}

function heldVisits(database: Office['database'], admissionNumber: string | null): HeldVisit[] {
  return statement<{ admissionNumber: string | null }, HeldVisit>(
    database,
    `SELECT mdtrt_id AS stayNumber, ipt_no AS admissionNumber, our_stay_id AS ourStayId,
       (SELECT endtime FROM discharge WHERE discharge.mdtrt_id = visit.mdtrt_id AND ${dischargeStands}) AS dischargedAt,
       (SELECT count(*) FROM fee_item WHERE fee_item.mdtrt_id = visit.mdtrt_id AND ${itemStands}) AS itemCount,
       (SELECT coalesce(sum(amount_fen), 0) FROM fee_item
          WHERE fee_item.mdtrt_id = visit.mdtrt_id AND ${itemStands}) AS itemTotalFen
     FROM visit WHERE ${visitStands} AND (:admissionNumber IS NULL OR ipt_no = :admissionNumber)
     ORDER BY sequence DESC LIMIT 20000`,
  ).all({ admissionNumber });
}

function heldLists(database: Office['database'], asked: z.output<typeof holdingsQuerySchema>): HeldList[] {
  return statement<{ ourSettlementId: string | null; admissionNumber: string | null }, HeldList>(
    database,
    `SELECT setl_list_id AS listNumber, setl_id AS settlementNumber,
       json_extract(declared, '$.our_setl_id') AS ourSettlementId
     FROM settlement_list JOIN settlement USING (setl_id) JOIN visit USING (mdtrt_id)
     WHERE ${counts('settlement_list')} AND (:admissionNumber IS NULL OR ipt_no = :admissionNumber)
       AND (:ourSettlementId IS NULL OR json_extract(declared, '$.our_setl_id') = :ourSettlementId)
     ORDER BY settlement_list.sequence DESC LIMIT 20000`,
  ).all({
    ourSettlementId: asked.ourSettlementId ?? null,
    admissionNumber: asked.admissionNumber ?? null,
  });
}

export const otherAmountsSchema = z.strictObject({
  admissionNumber: z.string().min(1).max(30),
  field: z.enum(Object.keys(changeableFields) as [ChangeableField, ...ChangeableField[]]),
  /** So much more than the window reckoned; negative is less, 0 takes it back. */
  moreFen: z.int().min(-100_000_000).max(100_000_000),
});

/** From now on this centre reckons otherwise for that admission, so that a difference can be shown. */
export function setOtherAmounts({ database }: Office, asked: z.output<typeof otherAmountsSchema>): void {
  inTransaction(database, () =>
    statement<[string, string, number]>(
      database,
      'INSERT INTO other_amounts (ipt_no, field, more_fen) VALUES (?, ?, ?)',
    ).run(asked.admissionNumber, asked.field, asked.moreFen),
  );
}
