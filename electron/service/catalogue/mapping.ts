import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { today } from '../hospital/settings.ts';
import { isInForce, snapshotOf } from './snapshots.ts';

/**
 * A person's decision which item of the catalogue a hospital's code means, or that it means none; counts for all days,
 * since the code meant the same yesterday. A later decision takes its place. What is settled stays as it is. Refuses
 * `catalogue_missing`, `hospital_item_unknown`, `catalogue_code_unknown`.
 */
export function mapItem(
  context: ServiceContext,
  actor: Actor,
  { hospitalCode, catalogueCode }: { readonly hospitalCode: string; readonly catalogueCode: string | null },
): void {
  const { database } = context;
  inTransaction(database, () => {
    requireHospitalItem(context, hospitalCode);
    if (catalogueCode !== null) requireCatalogueItem(context, catalogueCode);
    statement<unknown[]>(
      database,
      `INSERT INTO item_mapping (id, hospital_code, catalogue_code, from_day, recorded_at, recorded_by)
       VALUES (?, ?, ?, '2000-01-01', ?, ?)`,
    ).run(context.newId(), hospitalCode, catalogueCode, context.clock.now().toISOString(), actor.accountId);
    appendAudit(context, actor, 'catalogue.map', null, { hospitalCode, catalogueCode });
  });
}

function requireHospitalItem({ database }: ServiceContext, code: string): void {
  const sql = 'SELECT 1 AS found FROM hospital_item WHERE code = ? LIMIT 1';
  if (statement<[string], { found: 1 }>(database, sql).get(code) !== undefined) return;
  throw new Refusal('hospital_item_unknown', '费用清单里没有这个医院项目，请刷新后重新选择。');
}

function requireCatalogueItem(context: ServiceContext, code: string): void {
  const day = today(context);
  const snapshot = snapshotOf(context, day);
  if (snapshot === undefined) {
    throw new Refusal('catalogue_missing', '还没有起用的医保目录，请信息科先在“管理 › 目录”导入。');
  }
  const found = statement<object, { found: 1 }>(
    context.database,
    `SELECT 1 AS found FROM catalogue_item AS item
     WHERE import_sequence = @sequence AND code = @code AND ${isInForce('item', '@day')} LIMIT 1`,
  ).get({ sequence: snapshot.sequence, code, day });
  if (found !== undefined) return;
  throw new Refusal('catalogue_code_unknown', `现用目录里没有编码 ${code} 的有效项目，请重新选择。`);
}
