import type { HardshipApplication } from '../../../shared/contract/hardship.ts';
import { hardshipKindTitles } from '../../../shared/contract/hardship.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { nextPaperNumber } from '../admission/paper-number.ts';
import { inTransaction } from '../database/transaction.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { doneBefore, moneyRequest } from '../settlements/request.ts';
import { requireLive } from '../settlements/reverse.ts';
import { isOpen, readApplication } from './applications.ts';
import { yearAmountsOf } from './year-amounts.ts';

/**
 * Writes down that help is applied for, with all amounts of the settlement's year as they stand now. Any subject may begin
 * one, for any live settlement of a person: the window after a settlement, or who calls later (回访). The same request again gives the first answer. Refuses
 * `settlement_unknown`, `settlement_is_reversal`, `settlement_already_reversed`, `hardship_application_open` while one of the
 * same kind has no end, and `request_id_reused`.
 */
export function applyForRelief(
  context: ServiceContext,
  actor: Actor,
  { requestId, ...input }: Call<'hardship.apply'>['input'],
): HardshipApplication {
  const { settlementId, kind, addressee, reason } = input;
  const request = moneyRequest(requestId, 'hardship.apply', input);
  const applicationId = inTransaction(context.database, () => {
    const before = doneBefore(context, request, 'hardship_application');
    if (before !== undefined) return before;
    const { personId, year } = requireLive(context, settlementId);
    requireNoneOpen(context, settlementId, kind);
    const id = context.newId();
    const businessDay = today(context);
    insertRow(context.database, 'hardship_application', {
      id,
      request_id: request.requestId,
      request_hash: request.requestHash,
      settlement_id: settlementId,
      person_id: personId,
      kind,
      addressee,
      reason,
      number: nextPaperNumber(
        context,
        'hardship_application',
        readHospital(context, businessDay),
        businessDay,
      ),
      year_amounts: JSON.stringify(yearAmountsOf(context, personId, year)),
      business_day: businessDay,
      recorded_at: context.clock.now().toISOString(),
      recorded_by: actor.accountId,
    });
    appendAudit(context, actor, 'hardship.applied', settlementId, { applicationId: id, kind });
    return id;
  });
  return readApplication(context, applicationId);
}

function requireNoneOpen(
  context: ServiceContext,
  settlementId: string,
  kind: HardshipApplication['kind'],
): void {
  const other = statement<[string, string], { addressee: string }>(
    context.database,
    `SELECT addressee FROM hardship_application AS application
     WHERE settlement_id = ? AND kind = ? AND ${isOpen('application')}`,
  ).get(settlementId, kind);
  if (other === undefined) return;
  throw new Refusal(
    'hardship_application_open',
    `这张结算单已有一份${hardshipKindTitles[kind]}申请交给${other.addressee}，还没有结果。请在那一份上记结果，或先撤回。`,
  );
}
