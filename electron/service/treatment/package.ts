import { Refusal } from '../../../shared/contract/refusal.ts';
import type { TreatmentGap } from '../../../shared/contract/treatment.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { inTransaction } from '../database/transaction.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { keepReport } from '../reports/made.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import { gapsOf } from './gaps.ts';
import { readMonth } from './month.ts';

/**
 * Makes the package of a month: checks what is missing, and keeps table, register and patients as they are now, signed by its
 * maker and by a second person. The window has the stays examined first (`examineStays`); a settlement that the ledger does
 * not know is missing. Refuses `report_without_cases`, `package_incomplete` where something is missing and no reason is
 * given, and what `approve` refuses.
 */
export async function makePackage(
  context: ServiceContext,
  actor: Actor,
  { month, reason, secondPerson }: Call<'treatment.makePackage'>['input'],
): Promise<{ readonly reportId: string; readonly number: string }> {
  const { windowId } = readHospital(context, today(context));
  const approval = await approve(context, actor, secondPerson, {
    act: 'reports.made',
    subjectId: windowId,
    reason: `专项救治月报包 ${month}`,
  });
  const content = await readMonth(context, month);
  if (content.table.length === 0) {
    throw new Refusal(
      'report_without_cases',
      '启用的政策里没有专项救治病种名单，这个月也没有专项救治的结算，没有可报的表。',
    );
  }
  const gaps = gapsOf(context, content);
  requireReason(gaps, reason);
  return inTransaction(context.database, () => {
    const made = keepReport(context, actor, { kind: 'special_treatment', period: month, content });
    insertRow(context.database, 'treatment_package', {
      report_id: made.reportId,
      gaps: JSON.stringify(gaps),
      reason,
      approval_id: recordApproval(context, approval),
    });
    return made;
  });
}

function requireReason(gaps: readonly TreatmentGap[], reason: string | null): void {
  const open = gaps.filter(({ needsReason }) => needsReason);
  if (open.length === 0 || reason !== null) return;
  throw new Refusal(
    'package_incomplete',
    `上报包还不完整：${open.map(({ sentence }) => sentence).join('')}先补齐，或写明为什么这样上报。`,
  );
}
