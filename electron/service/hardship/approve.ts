import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { type HardshipApplication, hardshipKindTitles } from '../../../shared/contract/hardship.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { type Fen, formatYuan } from '../../../shared/money/fen.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { MoneyRequest } from '../settlements/request.ts';
import { stands } from '../top-ups/read.ts';
import { readApplication } from './applications.ts';
import { requireSoundStep, type StepInput, writeStep } from './take-step.ts';

/** An approval that is settled as a top-up. */
export interface ApprovedHelp {
  readonly applicationId: string;
  readonly settlementId: string;
  readonly payer: string;
  readonly amountFen: Fen;
  readonly approvalNumber: string;
  readonly approvedOn: LocalDate;
}

/**
 * Whether this approval may answer the application: one that has no end, or one whose approval was written down before its
 * money came, with the same number and no less money. Refuses `hardship_application_unknown`, `top_up_application_other`,
 * `hardship_application_over`, `approved_amount_wrong` and `hardship_step_day_wrong`.
 */
export function requireApprovable(context: ServiceContext, help: ApprovedHelp): void {
  const application = readApplication(context, help.applicationId);
  if (application.settlementId !== help.settlementId || application.kind !== help.payer) {
    throw new Refusal(
      'top_up_application_other',
      `这份申请是为结算单 ${application.slipNumber} 申请${hardshipKindTitles[application.kind]}的，与这笔补助不符。请核对后重选。`,
    );
  }
  if (application.openDays !== null) requireSoundStep(context, stepOf(help));
  else requireUnpaid(context, application, help);
}

/** Ends an open application with this approval, inside the caller's transaction. */
export function approveApplication(
  context: ServiceContext,
  actor: Actor,
  request: MoneyRequest,
  help: ApprovedHelp,
): void {
  if (readApplication(context, help.applicationId).openDays === null) return;
  writeStep(context, actor, request, stepOf(help));
}

function stepOf({ applicationId, approvedOn, amountFen, approvalNumber }: ApprovedHelp): StepInput {
  const step = { step: 'approved', happenedOn: approvedOn, amountFen, number: approvalNumber } as const;
  return { applicationId, ...step, words: '' };
}

function requireUnpaid(
  context: ServiceContext,
  { applicationId, steps }: HardshipApplication,
  help: ApprovedHelp,
): void {
  const approved = steps.find(({ step, number }) => step === 'approved' && number === help.approvalNumber);
  const paid = statement<[string], { number: string }>(
    context.database,
    `SELECT number FROM top_up AS made WHERE application_id = ? AND ${stands('made')} LIMIT 1`,
  ).get(applicationId);
  if (approved === undefined || paid !== undefined) {
    throw new Refusal(
      'hardship_application_over',
      '这份救助申请已经有了结果，不能再记。有新情况的，请另写一份申请。',
    );
  }
  // Less may come through the hospital; more was approved by nobody.
  if (approved.amountFen !== null && help.amountFen > approved.amountFen) {
    throw new Refusal(
      'approved_amount_wrong',
      `批件 ${help.approvalNumber} 登记批准的是 ${formatYuan(approved.amountFen)} 元，补助不能比它多。请对照批件核对金额。`,
    );
  }
}
