import { Refusal } from '../../../shared/contract/refusal.ts';
import type { IssuedReferral } from '../../../shared/contract/referrals.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { isThere } from '../outbox/told.ts';

/** A referral from here as it was recorded; what is looked up when it is shown stands in `IssuedReferral`. */
export interface RecordedIssue extends Omit<IssuedReferral, 'personId' | 'notes'> {
  /** UTC, ISO 8601. */
  readonly recordedAt: string;
}

interface IssuedRow extends Omit<RecordedIssue, 'diagnosis' | 'consultation' | 'isTransfer' | 'withdrawn'> {
  readonly diagnosis: string;
  readonly consultation: string | null;
  readonly isTransfer: 0 | 1;
  readonly withdrawnBecause: string | null;
  readonly isThere: 'yes' | 'no' | 'perhaps' | null;
}

const columns = `issued.id AS referralId, number, issued.stay_id AS stayId, to_hospital AS toHospital,
  to_hospital_code AS toHospitalCode, issued_on AS issuedOn, valid_to AS validTo, diagnosis, issued.reason, opinion, doctor,
  consultation, is_transfer AS isTransfer, issued.recorded_at AS recordedAt, display_name AS recordedByName, withdrawal.reason AS withdrawnBecause,
  (SELECT ${isThere('told')} FROM outbox AS told WHERE kind = 'referral' AND fact_id = issued.id
    ORDER BY sequence DESC LIMIT 1) AS isThere
FROM issued_referral AS issued JOIN staff_account ON staff_account.id = issued.recorded_by
LEFT JOIN issued_referral_withdrawal AS withdrawal ON withdrawal.referral_id = issued.id`;

/** Of a stay, the newest first. */
export function issuedOfStay(context: ServiceContext, stayId: string): RecordedIssue[] {
  return statement<[string], IssuedRow>(
    context.database,
    `SELECT ${columns} WHERE issued.stay_id = ? ORDER BY issued.rowid DESC LIMIT 50`,
  )
    .all(stayId)
    .map(issueOf);
}

export function findIssued(context: ServiceContext, referralId: string): RecordedIssue | undefined {
  const row = statement<[string], IssuedRow>(context.database, `SELECT ${columns} WHERE issued.id = ?`).get(
    referralId,
  );
  return row === undefined ? undefined : issueOf(row);
}

/** Refuses `referral_not_found`. */
export function readIssued(context: ServiceContext, referralId: string): RecordedIssue {
  const issued = findIssued(context, referralId);
  if (issued !== undefined) return issued;
  throw new Refusal('referral_not_found', '没有找到这份转诊证明，请从转诊登记里重新选择。');
}

/** Refuses `stay_has_referral`: who was sent on was here. */
export function requireNoLiveReferral(context: ServiceContext, stayId: string): void {
  const live = issuedOfStay(context, stayId).find(({ withdrawn }) => withdrawn === null);
  if (live === undefined) return;
  throw new Refusal(
    'stay_has_referral',
    `这次住院开过转诊证明 ${live.number}，不能作废。如要作废，请先作废转诊证明。`,
  );
}

function issueOf({ withdrawnBecause, isThere: there, ...row }: IssuedRow): RecordedIssue {
  return {
    ...row,
    diagnosis: JSON.parse(row.diagnosis) as IssuedReferral['diagnosis'],
    consultation:
      row.consultation === null ? null : (JSON.parse(row.consultation) as IssuedReferral['consultation']),
    isTransfer: row.isTransfer === 1,
    withdrawn:
      withdrawnBecause === null
        ? null
        : { reason: withdrawnBecause, isFiledAtPlatform: there === 'yes' || there === 'perhaps' },
  };
}
