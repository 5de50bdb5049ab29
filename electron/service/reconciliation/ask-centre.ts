import { z } from 'zod';
import type { Difference, DifferenceHistory } from '../../../shared/contract/reconciliation.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { formatYuan } from '../../../shared/money/fen.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { platformOfSettings } from '../outbox/platform-of-settings.ts';
import type { CentreSettlement } from '../platform/answers.ts';
import type { HoldingsQuestion } from '../platform/holdings.ts';
import type { Platform } from '../platform/platform.ts';
import { doneBefore, moneyRequest } from '../settlements/request.ts';
import { writeAct } from './acts.ts';
import { historyOf, stayOf } from './history.ts';
import { readDifference } from './read.ts';

/**
 * Asks the centre what it holds of the stay now (5203) and puts the answer down beside the difference. Changes nothing
 * there or in the ledger. Refuses `reconciliation_unknown`, `reconciliation_stay_not_known_there`,
 * `platform_not_set` and `reconciliation_not_answered`.
 */
export async function askAboutDifference(
  context: ServiceContext,
  actor: Actor,
  input: Call<'reconciliation.ask'>['input'],
  platform: Platform | undefined = platformOfSettings(context)(),
): Promise<DifferenceHistory> {
  const { requestId, runId, position } = input;
  const difference = readDifference(context, runId, position);
  const request = moneyRequest(requestId, 'reconciliation.ask', { runId, position });
  if (doneBefore(context, request, 'reconciliation_act') !== undefined) return historyOf(context, difference);
  const question = questionOf(context, difference);
  if (platform === undefined) {
    throw new Refusal('platform_not_set', '没有设置医保平台，请信息科在管理里设置。');
  }
  const answer = await platform.holdings(question).finally(() => platform.close());
  if (answer.outcome !== 'accepted') {
    throw new Refusal('reconciliation_not_answered', `医保中心没有答复：${answer.reason}`);
  }
  const text = saidOf(answer.value);
  inTransaction(context.database, () => {
    if (doneBefore(context, request, 'reconciliation_act') !== undefined) return;
    const actId = writeAct(context, actor, { request, runId, difference, act: 'ask', text });
    appendAudit(context, actor, 'reconciliation.asked', runId, {
      actId,
      position,
      held: answer.value.length,
    });
  });
  return historyOf(context, difference);
}

function saidOf(held: readonly CentreSettlement[]): string {
  if (held.length === 0) return '中心现在没有这次就医的结算。';
  const listed = held
    .slice(0, 10)
    .map(
      ({ settlementNumber, amounts }) => `${settlementNumber} 总额 ${formatYuan(amounts.cost.totalFen)} 元`,
    );
  return `中心现在有这次就医的 ${held.length} 笔：${listed.join('；')}。`.slice(0, 1000);
}

const concernedSchema = z.object({
  insuredRegion: z.string(),
  person: z.object({ personId: z.string(), name: z.string(), idNumber: z.string() }),
});

/** Refuses `reconciliation_stay_not_known_there`: the centre gave no number for the stay, or the stay is none of ours. */
function questionOf(context: ServiceContext, difference: Difference): HoldingsQuestion {
  const row = statement<[string], { stayNumber: string; personNumber: string; record: string | null }>(
    context.database,
    `SELECT given.value AS stayNumber, person.value AS personNumber, told.record
     FROM stay JOIN platform_identifier AS given ON given.our_id = stay.id AND given.kind = 'stay'
     JOIN platform_identifier AS person ON person.our_id = stay.person_id AND person.kind = 'person'
     LEFT JOIN outbox AS told ON told.kind = 'admission' AND told.fact_id = stay.id
     WHERE stay.id = ? LIMIT 1`,
  ).get(stayOf(context, difference) ?? '');
  const concerned = concernedSchema.safeParse(
    row === undefined || row.record === null ? null : JSON.parse(row.record),
  );
  if (row === undefined || !concerned.success) {
    throw new Refusal(
      'reconciliation_stay_not_known_there',
      '中心还没有给这次就医编号，或者不是本院的病人，问不了中心。请看上传记录，或打电话核对。',
    );
  }
  return { record: concerned.data, personNumber: row.personNumber, stayNumber: row.stayNumber };
}
