import type { MadeTable } from '../../../shared/contract/special-treatment.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

type Signed = Pick<MadeTable, 'signatures' | 'gaps' | 'reason'>;

interface Row {
  readonly gaps: string;
  readonly reason: string | null;
  readonly secondName: string;
  readonly signedAt: string;
}

/** Who signed a package beside its maker, and with what missing. A table of before packages has neither. */
export function signedPackage(
  { database }: ServiceContext,
  { reportId, madeByName }: { readonly reportId: string; readonly madeByName: string },
): Signed {
  const row = statement<[string], Row>(
    database,
    `SELECT gaps, package.reason, display_name AS secondName, approval.recorded_at AS signedAt
     FROM treatment_package AS package JOIN approval ON approval.id = package.approval_id
     JOIN staff_account ON staff_account.id = approval.second_account_id WHERE report_id = ?`,
  ).get(reportId);
  if (row === undefined) return { signatures: null, gaps: [], reason: null };
  const { gaps, reason, secondName, signedAt } = row;
  return {
    signatures: { makerName: madeByName, secondName, signedAt },
    gaps: JSON.parse(gaps) as Signed['gaps'],
    reason,
  };
}
