import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { DebtCare } from '../../../shared/contract/debt-collection.ts';
import { negateFen } from '../../../shared/money/fen.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { today } from '../hospital/settings.ts';
import { readPerson } from '../people/person.ts';
import { listedSince, whyNotListed } from './default-list.ts';

/** What was done about what a person owes. */
export function debtCareOf(context: ServiceContext, personId: string): DebtCare {
  return {
    personId,
    reminders: remindersOf(context, personId),
    reliefs: reliefsOf(context, personId),
    listed: listedSince(context, personId),
    whyNotListed: whyNotListed(context, personId),
  };
}

/** Writes down that somebody was asked to pay. Refuses `person_not_found` and `debt_reminder_day_wrong`. */
export function remindDebtor(
  context: ServiceContext,
  actor: Actor,
  { personId, remindedOn, way, words }: Call<'debts.remind'>['input'],
): DebtCare {
  inTransaction(context.database, () => {
    readPerson(context, personId);
    if (remindedOn > today(context)) {
      throw new Refusal('debt_reminder_day_wrong', `催缴日期 ${remindedOn} 还没有到，请改日期。`);
    }
    insertRow(context.database, 'debt_reminder', {
      id: context.newId(),
      person_id: personId,
      reminded_on: remindedOn,
      way,
      words,
      recorded_at: context.clock.now().toISOString(),
      recorded_by: actor.accountId,
    });
    appendAudit(context, actor, 'debts.reminded', personId, { remindedOn, way });
  });
  return debtCareOf(context, personId);
}

function remindersOf(context: ServiceContext, personId: string): DebtCare['reminders'] {
  return statement<[string], DebtCare['reminders'][number]>(
    context.database,
    `SELECT reminded_on AS remindedOn, way, words, display_name AS byName FROM debt_reminder
     JOIN staff_account ON staff_account.id = recorded_by
     WHERE person_id = ? ORDER BY reminded_on DESC, debt_reminder.rowid DESC LIMIT 200`,
  ).all(personId);
}

function reliefsOf(context: ServiceContext, personId: string): DebtCare['reliefs'] {
  return statement<[string], DebtCare['reliefs'][number]>(
    context.database,
    `SELECT posting.kind, settlement.slip_number AS slipNumber, relief.reason, posting.business_day AS businessDay,
       display_name AS byName, entry.amount_fen AS amountFen
     FROM debt_relief AS relief JOIN settlement ON settlement.id = relief.settlement_id
     JOIN ledger_posting AS posting ON posting.id = relief.posting_id
     JOIN ledger_entry AS entry ON entry.posting_id = posting.id AND entry.account = 'patient_deferred'
     JOIN staff_account ON staff_account.id = posting.recorded_by
     WHERE settlement.person_id = ? ORDER BY relief.rowid DESC LIMIT 200`,
  )
    .all(personId)
    .map((relief) => ({ ...relief, amountFen: negateFen(relief.amountFen) }));
}

/** How often and when last each debtor was reminded. */
export function reminderCounts(context: ServiceContext): Map<string, { count: number; lastOn: LocalDate }> {
  const rows = statement<[], { personId: string; count: number; lastOn: LocalDate }>(
    context.database,
    `SELECT person_id AS personId, count(*) AS count, max(reminded_on) AS lastOn FROM debt_reminder GROUP BY person_id`,
  ).all();
  return new Map(rows.map(({ personId, ...rest }) => [personId, rest]));
}
