import type { Database } from 'better-sqlite3';
import { verifyAudit } from '../audit/verify.ts';
import { tableNames } from './row-counts.ts';

/** Whether every settlement has its payers and every posting its entries: both sum up as they did when written. */
export function ledgerIsWhole(database: Database): boolean {
  const tables = new Set(tableNames(database));
  if (!tables.has('settlement')) return true;
  return [
    `SELECT 1 FROM settlement WHERE total_fen <> personal_fen
       + (SELECT coalesce(sum(pay_fen), 0) FROM settlement_layer WHERE settlement_id = settlement.id) LIMIT 1`,
    `SELECT 1 FROM settlement_layer WHERE NOT EXISTS
       (SELECT 1 FROM settlement WHERE settlement.id = settlement_layer.settlement_id) LIMIT 1`,
    `SELECT 1 FROM ledger_posting WHERE 0 <>
       (SELECT coalesce(sum(amount_fen), 1) FROM ledger_entry WHERE posting_id = ledger_posting.id) LIMIT 1`,
    `SELECT 1 FROM ledger_entry WHERE NOT EXISTS
       (SELECT 1 FROM ledger_posting WHERE ledger_posting.id = ledger_entry.posting_id) LIMIT 1`,
    `SELECT 1 FROM settlement WHERE NOT EXISTS
       (SELECT 1 FROM ledger_posting WHERE ledger_posting.settlement_id = settlement.id) LIMIT 1`,
  ].every((sql) => database.prepare(sql).get() === undefined);
}

export function auditIsWhole(database: Database): boolean {
  return !tableNames(database).includes('audit') || verifyAudit(database).ok;
}

export function referencesAreWhole(database: Database): boolean {
  return (database.pragma('foreign_key_check') as unknown[]).length === 0;
}
