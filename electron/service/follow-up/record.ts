import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { applyForRelief } from '../hardship/apply.ts';
import { today } from '../hospital/settings.ts';
import { doneBefore, moneyRequest } from '../settlements/request.ts';
import { liveSettlementOfStay } from '../settlements/live.ts';
import { readStayRow } from '../stays/stay.ts';

type Input = Omit<Call<'followUp.record'>['input'], 'requestId'>;

/**
 * Writes down a call, and in the same transaction begins the application for help that is asked for with it, for the
 * settlement of the stay. The same request again changes nothing. Refuses `follow_up_stay_unknown`,
 * `follow_up_day_wrong`, `follow_up_need_unsaid`, what `applyForRelief` does, and `request_id_reused`.
 */
export function recordCall(
  context: ServiceContext,
  actor: Actor,
  { requestId, ...input }: Call<'followUp.record'>['input'],
): Record<string, never> {
  const { database } = context;
  const request = moneyRequest(requestId, 'followUp.record', input);
  inTransaction(database, () => {
    if (doneBefore(context, request, 'follow_up_call') !== undefined) return;
    const personId = requireNoted(context, input.stayId);
    requireSound(context, input);
    const applicationId = begin(context, actor, input);
    const id = context.newId();
    insertRow(database, 'follow_up_call', {
      id,
      request_id: request.requestId,
      request_hash: request.requestHash,
      stay_id: input.stayId,
      person_id: personId,
      occasion: input.occasion,
      called_on: input.calledOn,
      outcome: input.outcome,
      condition: input.condition,
      needs: JSON.stringify([...new Set(input.needs)]),
      need_words: input.needWords,
      application_id: applicationId,
      recorded_at: context.clock.now().toISOString(),
      recorded_by: actor.accountId,
    });
    const { occasion, outcome } = input;
    appendAudit(context, actor, 'followUp.recorded', input.stayId, { callId: id, occasion, outcome });
  });
  return {};
}

function requireNoted({ database }: ServiceContext, stayId: string): string {
  const sql = 'SELECT person_id AS personId FROM follow_up_stay WHERE stay_id = ?';
  const row = statement<[string], { personId: string }>(database, sql).get(stayId);
  if (row === undefined) {
    throw new Refusal('follow_up_stay_unknown', '回访名单里没有这次住院，请刷新后再选。');
  }
  return row.personId;
}

/** A call lies between the discharge and today; a need is what somebody said. */
function requireSound(context: ServiceContext, input: Input): void {
  const { stayId, calledOn, outcome, needs, needWords, apply } = input;
  const [{ dischargedOn }, day] = [readStayRow(context, stayId), today(context)];
  if (calledOn > day || (dischargedOn !== null && calledOn < dischargedOn)) {
    throw new Refusal(
      'follow_up_day_wrong',
      `回访日期 ${calledOn} 不对：应在出院日 ${dischargedOn ?? ''} 到今天 ${day} 之间。请改日期。`,
    );
  }
  const isUnsaid = outcome !== 'reached' && (needs.length > 0 || apply !== null);
  if (isUnsaid || (apply !== null && !needs.includes('money')) || (needs.length > 0 && needWords === '')) {
    throw new Refusal(
      'follow_up_need_unsaid',
      '有需求的，请选“接通”、勾选需求并写明具体情况；要提出救助申请的，需求里要勾选“费用困难”。',
    );
  }
}

/** @returns the id of the application; null where none is asked for */
function begin(context: ServiceContext, actor: Actor, { stayId, needWords, apply }: Input): string | null {
  if (apply === null) return null;
  const settlementId = liveSettlementOfStay(context, stayId)?.settlementId;
  if (settlementId === undefined) {
    throw new Refusal('follow_up_stay_unknown', '这次住院的结算已撤销，请先重新结算，再提出救助申请。');
  }
  const requestId = context.newId();
  const reason = `回访：${needWords}`.slice(0, 200);
  return applyForRelief(context, actor, { requestId, settlementId, ...apply, reason }).applicationId;
}
