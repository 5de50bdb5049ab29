import type { PersonCard } from '../../../shared/contract/people.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { everyIdOfPerson } from '../emergency/unknown.ts';
import { liveSettlementOfStay } from '../settlements/live.ts';
import { visitTypeOf } from './stay.ts';

type StayOnCard = PersonCard['stays'][number];

/** The stays of a person in this hospital, also those from before it was known who it was, the newest admission first, at most 200. */
export function listStaysOfPerson(context: ServiceContext, personId: string): StayOnCard[] {
  const rows = statement<object, Omit<StayOnCard, 'state' | 'settlementId'> & { isCancelled: 0 | 1 }>(
    context.database,
    `SELECT stay.id AS stayId, admission_number AS admissionNumber, ${visitTypeOf('stay')} AS visitType, department,
       admitted_on AS admittedOn, discharged_on AS dischargedOn,
       (SELECT coalesce(sum(total_fen), 0) FROM fee_list WHERE stay_id = stay.id
          AND NOT EXISTS (SELECT 1 FROM fee_list_withdrawal WHERE fee_list_id = fee_list.id)) AS totalFen,
       EXISTS (SELECT 1 FROM stay_cancellation WHERE stay_id = stay.id) AS isCancelled
     FROM stay JOIN stay_detail AS detail
       ON detail.rowid = (SELECT max(rowid) FROM stay_detail WHERE stay_id = stay.id)
     WHERE person_id IN (${everyIdOfPerson}) ORDER BY admitted_on DESC, stay.id DESC LIMIT 200`,
  ).all({ personId });
  return rows.map(({ isCancelled, ...row }) => {
    const settlementId = liveSettlementOfStay(context, row.stayId)?.settlementId ?? null;
    if (isCancelled === 1) return { ...row, state: 'cancelled', settlementId };
    return { ...row, state: settlementId === null ? 'open' : 'settled', settlementId };
  });
}
