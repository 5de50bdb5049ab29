import type { HardshipApplication } from '../../../shared/contract/hardship.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { inTransaction } from '../database/transaction.ts';
import { today } from '../hospital/settings.ts';
import { doneBefore, moneyRequest, type MoneyRequest } from '../settlements/request.ts';
import { readApplication } from './applications.ts';

export type StepInput = Omit<Call<'hardship.step'>['input'], 'requestId'>;

/**
 * Writes down what became of an application. It moves no money: an approval is kept with its number, and its amount where one
 * was approved (低保 has none). Where the money comes to the hospital, the approval is written with its top-up
 * (top-ups/settle.ts). The same request again gives the first answer. Refuses `hardship_application_unknown`,
 * `hardship_application_over`, `hardship_step_day_wrong`, `hardship_approval_incomplete`, `hardship_reason_missing` and
 * `request_id_reused`.
 */
export function takeHardshipStep(
  context: ServiceContext,
  actor: Actor,
  { requestId, ...input }: Call<'hardship.step'>['input'],
): HardshipApplication {
  const { applicationId } = input;
  const request = moneyRequest(requestId, 'hardship.step', input);
  inTransaction(context.database, () => {
    if (doneBefore(context, request, 'hardship_step') !== undefined) return;
    requireSoundStep(context, input);
    writeStep(context, actor, request, input);
  });
  return readApplication(context, applicationId);
}

/** Refuses as `takeHardshipStep` does, and changes nothing. */
export function requireSoundStep(context: ServiceContext, input: StepInput): void {
  const application = readApplication(context, input.applicationId);
  requireOpen(application);
  requireSoundDay(application, input, today(context));
  requireSoundWords(application, input);
}

/** Writes a step that is sound, inside the caller's transaction. */
export function writeStep(
  context: ServiceContext,
  actor: Actor,
  request: MoneyRequest,
  { applicationId, step, happenedOn, amountFen, number, words }: StepInput,
): void {
  insertRow(context.database, 'hardship_step', {
    id: context.newId(),
    request_id: request.requestId,
    request_hash: request.requestHash,
    application_id: applicationId,
    step,
    happened_on: happenedOn,
    amount_fen: amountFen,
    number,
    words,
    recorded_at: context.clock.now().toISOString(),
    recorded_by: actor.accountId,
  });
  appendAudit(context, actor, 'hardship.step_taken', applicationId, { step, happenedOn, amountFen });
}

function requireOpen({ openDays }: HardshipApplication): void {
  if (openDays !== null) return;
  throw new Refusal(
    'hardship_application_over',
    '这份救助申请已经有了结果，不能再记。有新情况的，请另写一份申请。',
  );
}

/** Steps may be written down late, but not before the application, not before an earlier step and not in the future. */
function requireSoundDay(application: HardshipApplication, { happenedOn }: StepInput, day: string): void {
  const earliest = application.steps.at(-1)?.happenedOn ?? application.appliedOn;
  if (happenedOn >= earliest && happenedOn <= day) return;
  throw new Refusal(
    'hardship_step_day_wrong',
    `日期 ${happenedOn} 不对：应在 ${earliest} 到今天 ${day} 之间。请改日期。`,
  );
}

function requireSoundWords(
  { kind }: HardshipApplication,
  { step, amountFen, number, words }: StepInput,
): void {
  const isApproval = step === 'approved';
  const needsAmount = isApproval && kind !== 'subsistence_allowance';
  if ((number !== null) !== isApproval || (amountFen !== null) !== needsAmount || (amountFen ?? 1) <= 0) {
    throw new Refusal(
      'hardship_approval_incomplete',
      '批准的要填批准文号，临时救助、慈善救助还要填大于零的批准金额；低保和其他情况不填金额。请对照批件改正。',
    );
  }
  if ((step === 'refused' || step === 'asked_back') && words === '') {
    throw new Refusal('hardship_reason_missing', '未批准或退回补材料的，请写明原因。');
  }
}
