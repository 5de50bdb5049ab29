import type { z } from 'zod';
import type { Requests } from '../../../shared/contract/contract.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Stay } from '../../../shared/contract/stays.ts';
import { unknownDiagnoses } from '../admission/outlook.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { requireIdentified } from '../emergency/unknown.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { readPerson } from '../people/person.ts';
import { insertReferral, isLateReferral, type Receiving } from '../referrals/received.ts';
import { feedStay } from '../treatment/feed.ts';
import { insertDetail, refuseWrongDays, type StayDetail } from './detail.ts';
import { refuseSecondOpenStay, stillOpen } from './overlap.ts';
import { readStay, requireNotCancelled } from './stay.ts';
import { tellDischarge, tellReferral } from './tell.ts';

/**
 * Records what became known of a stay that is not settled: its discharge, another bed, a corrected diagnosis, a referral
 * that was shown later. The earlier detail stays in the file. Refuses `stay_not_found`, `stay_cancelled`,
 * `visit_not_changed`, `stay_already_settled`, `charged_outside_stay`, `stay_still_open`, and what `refuseWrongDays`, `isLateReferral` and `requireIdentified` refuse.
 */
export function changeStay(
  context: ServiceContext,
  actor: Actor,
  { stayId, referral = null, ...detail }: z.output<Requests['stays.change']['input']>,
): Stay {
  inTransaction(context.database, () => {
    const before = readStay(context, stayId);
    requireNotCancelled(before);
    requireStayInHospital(before);
    if (before.settlementId !== null) {
      throw new Refusal('stay_already_settled', '这次住院已经结算，不能再改。如要改，请先撤销结算。');
    }
    refuseWrongDays(context, detail, readPerson(context, before.personId).birthDate);
    refuseChargesOutside(context, stayId, detail);
    refuseNewOverlap(context, before, detail);
    insertDetail(context, actor, stayId, detail, context.clock.now().toISOString());
    if (referral !== null || isReferredAnew(before, detail))
      takeReferral(context, actor, before, { ...detail, referral });
    tellDischarge(context, actor, stayId);
    feedStay(context, actor, stayId);
    const { department, bed, place, admittedOn, dischargedOn } = before;
    appendAudit(context, actor, 'stays.change', stayId, {
      before: { department, bed, place, admittedOn, dischargedOn },
      after: { ...detail, diagnoses: detail.diagnoses.map(({ code }) => code) },
      unknown: unknownDiagnoses(detail.diagnoses).map(({ sentence }) => sentence),
    });
  });
  context.wakeSender();
  return readStay(context, stayId);
}

/** A visit is of its one day and its one disease; another is another visit. */
function requireStayInHospital({ visitType }: Stay): void {
  if (visitType === 'inpatient') return;
  throw new Refusal('visit_not_changed', '门诊就诊不能改。登记错了的，请作废这次就诊，重新登记。');
}

/** Two stays that shared days before are discharged one after the other; what is new is refused. */
function refuseNewOverlap(context: ServiceContext, before: Stay, detail: StayDetail): void {
  const { personId, stayId } = before;
  if (stillOpen(context, personId, before, stayId) !== undefined) return;
  refuseSecondOpenStay(context, personId, detail, stayId);
}

/** What was checked when the stay was opened does not stop its discharge. */
function isReferredAnew(before: Stay, { place, admittedOn }: StayDetail): boolean {
  return place === 'referred' && (before.place !== place || before.admittedOn !== admittedOn);
}

function takeReferral(
  context: ServiceContext,
  actor: Actor,
  { stayId, personId }: Stay,
  stay: Receiving['stay'],
): void {
  const hospital = readHospital(context, today(context));
  if (!isLateReferral(context, stayId, { stay, person: readPerson(context, personId), hospital })) return;
  requireIdentified(context, personId);
  if (stay.referral === null || stay.referral === undefined) return;
  insertReferral(context, actor, stayId, stay.referral, hospital, context.clock.now().toISOString());
  tellReferral(context, stayId);
}

/** Fee items were checked against the stay's days when they were loaded; moved days must still hold them. */
function refuseChargesOutside(
  context: ServiceContext,
  stayId: string,
  { admittedOn, dischargedOn }: { readonly admittedOn: string; readonly dischargedOn: string | null },
): void {
  const charged = statement<[string], { first: string | null; last: string | null }>(
    context.database,
    `SELECT min(charged_on) AS first, max(charged_on) AS last
     FROM fee_list JOIN fee_item ON fee_item.fee_list_id = fee_list.id
     WHERE stay_id = ? AND fee_list.id NOT IN (SELECT fee_list_id FROM fee_list_withdrawal)`,
  ).get(stayId);
  if (charged === undefined || charged.first === null || charged.last === null) return;
  if (charged.first >= admittedOn && (dischargedOn === null || charged.last <= dischargedOn)) return;
  throw new Refusal(
    'charged_outside_stay',
    `已读取的费用在 ${charged.first} 至 ${charged.last} 之间，不在住院日期内。请核对日期；费用清单读错了的，请先撤回。`,
  );
}
