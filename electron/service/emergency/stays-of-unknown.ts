import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readStayRow, type StayRow } from '../stays/stay.ts';

/** The stays that were opened while nobody knew who it was, also cancelled ones. */
export function staysOfUnknown(context: ServiceContext, unknownId: string): StayRow[] {
  const rows = statement<[string], { stayId: string }>(
    context.database,
    'SELECT id AS stayId FROM stay WHERE person_id = ? ORDER BY id',
  ).all(unknownId);
  return rows.map(({ stayId }) => readStayRow(context, stayId));
}

export function livingStaysOfUnknown(context: ServiceContext, unknownId: string): StayRow[] {
  return staysOfUnknown(context, unknownId).filter(({ isCancelled }) => isCancelled === 0);
}
