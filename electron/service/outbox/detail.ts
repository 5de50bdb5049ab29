import type { OutboxRowDetail } from '../../../shared/contract/outbox.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { type Fen, fen, largestFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { transactionOf } from '../platform/messages.ts';
import { partTitles } from './difference.ts';
import { listedRow } from './list.ts';
import { placeOf } from './place.ts';

/** Everything about one row. Refuses `outbox_row_unknown`. */
export function readDetail(context: ServiceContext, outboxId: string): OutboxRowDetail {
  const row = listedRow(context, outboxId);
  type Of = Pick<OutboxRowDetail, 'stayId' | 'admissionNumber' | 'settlementId'>;
  const stay = statement<[string], Of & { isVisit: 0 | 1 }>(
    context.database,
    `SELECT stay.id AS stayId, admission_number AS admissionNumber, qualification_id IS NOT NULL AS isVisit, CASE kind
       WHEN 'reversal' THEN json_extract(record, '$.reversesId')
       WHEN 'settlement' THEN fact_id WHEN 'settlement_list' THEN fact_id END AS settlementId
     FROM outbox JOIN stay ON stay.id = outbox.stay_id WHERE outbox.id = ?`,
  ).get(outboxId);
  if (row === undefined || stay === undefined) {
    throw new Refusal('outbox_row_unknown', '没有这条上传记录，请刷新后重试。');
  }
  return {
    row,
    ...stay,
    isVisit: stay.isVisit === 1,
    attempts: attemptsOf(context, outboxId),
    differences: differencesOfRow(context, outboxId),
    notes: notesOf(context, outboxId),
    blocks: blockedBy(context, outboxId),
    resolution: resolutionOf(context, outboxId),
  };
}

function attemptsOf({ database }: ServiceContext, outboxId: string): OutboxRowDetail['attempts'] {
  type Attempt = OutboxRowDetail['attempts'][number];
  const rows = statement<[string], Omit<Attempt, 'what'> & { transactionCode: string }>(
    database,
    `SELECT at, transaction_code AS transactionCode, outcome, code, reason, duration_ms AS durationMs
     FROM outbox_attempt WHERE outbox_id = ? ORDER BY rowid DESC LIMIT 100`,
  ).all(outboxId);
  return rows.map(({ transactionCode, ...attempt }) => ({ what: askedFor(transactionCode), ...attempt }));
}

function askedFor(transactionCode: string): OutboxRowDetail['attempts'][number]['what'] {
  const questions = ['identify', 'ask', 'correct'] as const;
  return questions.find((name) => transactionOf[name] === transactionCode) ?? 'record';
}

/** Of a settlement by part, of a message of fee items by item; at most 100. */
function differencesOfRow({ database }: ServiceContext, outboxId: string): OutboxRowDetail['differences'] {
  return statement<
    { outboxId: string },
    { what: string | null; part: string; layerTitle: string | null; oursFen: Fen; theirsFen: Fen }
  >(
    database,
    `SELECT NULL AS what, part, ours_fen AS oursFen, theirs_fen AS theirsFen,
       (SELECT title FROM settlement_layer AS layer WHERE layer.settlement_id = difference.settlement_id
          AND part IN (layer.layer, layer.layer || '.' || layer.kind) ORDER BY position LIMIT 1) AS layerTitle
     FROM platform_difference AS difference WHERE outbox_id = :outboxId
     UNION ALL
     SELECT '第' || line || '行 ' || item.name, part, ours_fen, theirs_fen, NULL FROM platform_item_difference AS difference
     JOIN fee_item AS item USING (fee_list_id, line) WHERE outbox_id = :outboxId LIMIT 100`,
  )
    .all({ outboxId })
    .map(({ part, layerTitle, ...rest }) => ({ ...rest, title: partTitles[part] ?? layerTitle ?? part }));
}

function notesOf({ database }: ServiceContext, outboxId: string): OutboxRowDetail['notes'] {
  return statement<[string], OutboxRowDetail['notes'][number]>(
    database,
    `SELECT text, recorded_at AS recordedAt, display_name AS recordedByName
     FROM outbox_note AS note JOIN staff_account ON staff_account.id = note.recorded_by
     WHERE outbox_id = ? ORDER BY note.rowid LIMIT 200`,
  ).all(outboxId);
}

/** Later open rows of the same person and year, or of the same stay. */
function blockedBy({ database }: ServiceContext, outboxId: string): OutboxRowDetail['blocks'] {
  const held = statement<[string], { count: number; amount: number }>(
    database,
    `SELECT count(*) AS count, coalesce(sum(abs(held.amount_fen)), 0) AS amount
     FROM outbox AS this JOIN outbox AS held ON held.person_id = this.person_id AND held.closed_at IS NULL
       AND ${placeOf('held')} > ${placeOf('this')} AND (held.year = this.year OR held.stay_id = this.stay_id)
     WHERE this.id = ? AND this.closed_at IS NULL`,
  ).get(outboxId);
  return { count: held?.count ?? 0, amountFen: fen(Math.min(held?.amount ?? 0, largestFen)) };
}

function resolutionOf({ database }: ServiceContext, outboxId: string): OutboxRowDetail['resolution'] {
  const row = statement<[string], NonNullable<OutboxRowDetail['resolution']>>(
    database,
    `SELECT act, reason, replaced_by AS replacedBy, recorded_at AS recordedAt, display_name AS recordedByName
     FROM outbox_resolution AS resolution JOIN staff_account ON staff_account.id = resolution.recorded_by
     WHERE outbox_id = ?`,
  ).get(outboxId);
  return row ?? null;
}
