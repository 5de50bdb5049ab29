import type { z } from 'zod';
import type { Requests } from '../../../shared/contract/contract.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { readPerson } from '../people/person.ts';
import { refuseSecondOpenStay } from '../stays/overlap.ts';
import { tellAdmission, tellDischarge, tellFees } from '../stays/tell.ts';
import { livingStaysOfUnknown } from './stays-of-unknown.ts';
import { findUnknown, isUnidentified } from './unknown.ts';

export type Identification = z.output<Requests['emergency.identify']['input']>;

const alreadyIdentified =
  '这位患者的身份已经确认过。确认错了的，请在急诊列表（桌面上没有患者时按 F6）里由两人撤销确认，再重新确认。';

/**
 * Joins a patient without identity to the person it turned out to be. What was recorded stays; stays are the person's
 * from now on, and the platform is told of them what it was not told before. A mistake is taken back by
 * `withdrawIdentification`. Refuses
 * `stay_still_open`, `unknown_patient_not_found`, `already_identified`, `person_not_found`, `identified_as_unknown`,
 * `identified_sex_differs` and `identified_born_later`.
 */
export function identifyUnknown(context: ServiceContext, actor: Actor, asked: Identification): void {
  const { unknownId, personId, by, note } = asked;
  inTransaction(context.database, () => {
    const unknown = findUnknown(context, unknownId);
    if (unknown === undefined) {
      throw new Refusal('unknown_patient_not_found', '没有找到这位身份不明的患者，请从急诊列表里重新选择。');
    }
    if (!isUnidentified(context, unknownId)) {
      throw new Refusal('already_identified', alreadyIdentified);
    }
    if (findUnknown(context, personId) !== undefined) {
      throw new Refusal(
        'identified_as_unknown',
        '要确认成的人也是身份不明的患者。请选择名册里或已登记的人。',
      );
    }
    const { sex, birthDate } = readPerson(context, personId);
    if (sex !== unknown.sex) {
      throw new Refusal('identified_sex_differs', '两人的性别不同，请核对是不是同一个人。');
    }
    // By the day as it was written first: a corrected admission is no earlier birth.
    if (unknown.seenOn < birthDate) {
      const sentence = `此人 ${birthDate} 出生，这位患者 ${unknown.seenOn} 已经入院，请核对是不是同一个人。`;
      throw new Refusal('identified_born_later', sentence);
    }
    for (const stay of livingStaysOfUnknown(context, unknownId))
      refuseSecondOpenStay(context, personId, stay);
    statement<string[]>(
      context.database,
      `INSERT INTO patient_identification (id, unknown_id, person_id, identified_by, note, recorded_at, recorded_by)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ).run(context.newId(), unknownId, personId, by, note, context.clock.now().toISOString(), actor.accountId);
    for (const { stayId } of livingStaysOfUnknown(context, unknownId)) {
      tellAdmission(context, stayId);
      tellFees(context, stayId);
      tellDischarge(context, actor, stayId);
    }
    appendAudit(context, actor, 'emergency.identified', unknownId, { personId, by });
  });
  context.wakeSender();
}
