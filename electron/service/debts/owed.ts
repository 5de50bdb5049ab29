import { type Fen, fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

/**
 * What a person owes: the sum of the ledger over everything that was deferred, paid later and reversed.
 * @param upTo the last posting that counts, by its place in the order of writing; all of them unless given
 */
export function owedBy(context: ServiceContext, personId: string, upTo?: number): Fen {
  const row = statement<[string, number], { owedFen: number }>(
    context.database,
    `SELECT coalesce(sum(amount_fen), 0) AS owedFen FROM settlement
     JOIN ledger_posting AS posting ON posting.settlement_id = settlement.id
     JOIN ledger_entry AS entry ON entry.posting_id = posting.id
     WHERE settlement.person_id = ? AND entry.account = 'patient_deferred' AND posting.rowid <= ?`,
  ).get(personId, upTo ?? Number.MAX_SAFE_INTEGER);
  return fen(row?.owedFen ?? 0);
}

/** A settlement for which something is owed. */
export interface OwedSettlement {
  readonly settlementId: string;
  readonly slipNumber: string;
  readonly settledOn: string;
  readonly owedFen: Fen;
}

/** What a person owes by settlement, the oldest first. A reversal's entries belong to what it reverses. */
export function owedBySettlement(context: ServiceContext, personId: string): OwedSettlement[] {
  return statement<[string], OwedSettlement>(
    context.database,
    `SELECT original.id AS settlementId, original.slip_number AS slipNumber, original.settled_on AS settledOn,
       sum(amount_fen) AS owedFen
     FROM settlement
     JOIN settlement AS original ON original.id = coalesce(settlement.reverses_id, settlement.id)
     JOIN ledger_posting AS posting ON posting.settlement_id = settlement.id
     JOIN ledger_entry AS entry ON entry.posting_id = posting.id
     WHERE settlement.person_id = ? AND entry.account = 'patient_deferred'
     GROUP BY original.id HAVING sum(amount_fen) <> 0 ORDER BY original.rowid`,
  ).all(personId);
}

/** A settlement for which something is owed, and by whom. */
export interface OwedByPerson extends OwedSettlement {
  readonly personId: string;
}

/** What everybody owes by settlement, the oldest first. */
export function owedByAll(context: ServiceContext): OwedByPerson[] {
  return statement<[], OwedByPerson>(
    context.database,
    `SELECT original.person_id AS personId, original.id AS settlementId, original.slip_number AS slipNumber,
       original.settled_on AS settledOn, sum(amount_fen) AS owedFen
     FROM ledger_entry AS entry
     JOIN ledger_posting AS posting ON posting.id = entry.posting_id
     JOIN settlement ON settlement.id = posting.settlement_id
     JOIN settlement AS original ON original.id = coalesce(settlement.reverses_id, settlement.id)
     WHERE entry.account = 'patient_deferred'
     GROUP BY original.id HAVING sum(amount_fen) <> 0 ORDER BY original.rowid`,
  ).all();
}

/** What is owed for one settlement. */
export function owedFor(context: ServiceContext, settlementId: string): Fen {
  const row = statement<{ settlementId: string }, { owedFen: number }>(
    context.database,
    `SELECT coalesce(sum(amount_fen), 0) AS owedFen FROM settlement
     JOIN ledger_posting AS posting ON posting.settlement_id = settlement.id
     JOIN ledger_entry AS entry ON entry.posting_id = posting.id
     WHERE (settlement.id = @settlementId OR settlement.reverses_id = @settlementId)
       AND entry.account = 'patient_deferred'`,
  ).get({ settlementId });
  return fen(row?.owedFen ?? 0);
}
