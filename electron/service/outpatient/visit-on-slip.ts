import type { Slip } from '../../../shared/contract/documents/slip.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { SettlementRow } from '../settlements/record.ts';
import { readQualification } from './qualification.ts';
import { standingAfter } from './standing.ts';

/** What the slip of a visit says besides: for which disease, by which qualification, and what is left of its limits. Null: a stay. */
export function visitOnSlip(context: ServiceContext, row: SettlementRow): Slip['visit'] {
  const stay = statement<[string], { qualificationId: string | null }>(
    context.database,
    'SELECT qualification_id AS qualificationId FROM stay WHERE id = ?',
  ).get(row.stayId);
  if (stay === undefined || stay.qualificationId === null) return null;
  const { disease, beginsOn, endsOn, papers } = readQualification(context, stay.qualificationId);
  const { deductible, limits } = standingAfter(context, row);
  return {
    disease: disease.name,
    qualifiedFrom: beginsOn,
    qualifiedTo: endsOn,
    papers: papers.map(({ title, number }) => `${title} ${number}`).join('、'),
    deductible: deductible ?? null,
    limits: [...limits],
  };
}
