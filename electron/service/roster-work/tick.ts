import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { importOf } from './import-of.ts';

/**
 * 销号: lines of one kind are worked off with one outcome and reason, or ticks are taken back; all or none, and one row of
 * the log. Another tick of a line later counts instead. Refuses `roster_import_unknown` and `roster_work_line_unknown`.
 */
export function tickLines(
  context: ServiceContext,
  actor: Actor,
  { importId, kind, personIds, outcome, reason }: Call<'rosterWork.tick'>['input'],
): Record<string, never> {
  const { database } = context;
  const { sequence } = importOf(context, importId);
  inTransaction(database, () => {
    for (const personId of new Set(personIds)) {
      insertRow(database, 'roster_work_tick', {
        id: context.newId(),
        import_sequence: sequence,
        kind,
        person_key: personKeyOfLine(context, sequence, kind, personId),
        outcome,
        reason,
        recorded_at: context.clock.now().toISOString(),
        recorded_by: actor.accountId,
      });
    }
    appendAudit(context, actor, 'rosterWork.ticked', importId, { kind, outcome, count: personIds.length });
  });
  return {};
}

function personKeyOfLine(context: ServiceContext, sequence: number, kind: string, personId: string): number {
  const row = statement<unknown[], { personKey: number }>(
    context.database,
    `SELECT person_key AS personKey FROM roster_work_line JOIN person ON person.key = person_key
     WHERE import_sequence = ? AND kind = ? AND is_touched IN (0, 1) AND person.id = ?`,
  ).get(sequence, kind, personId);
  if (row === undefined) {
    throw new Refusal('roster_work_line_unknown', '清单里没有这一条，请刷新后再选。');
  }
  return row.personKey;
}
