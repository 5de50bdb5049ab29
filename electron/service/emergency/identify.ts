import type { z } from 'zod';
import type { Requests } from '../../../shared/contract/contract.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { readPerson } from '../people/person.ts';
import { tellAdmission, tellDischarge, tellFees } from '../stays/tell.ts';
import { findUnknown, isUnidentified } from './unknown.ts';

export type Identification = z.output<Requests['emergency.identify']['input']>;

/**
 * Joins a patient without identity to the person it turned out to be, once and for good. What was recorded stays; stays
 * are the person's from now on, and the platform is told of them what it was not told before. Refuses
 * `unknown_patient_not_found`, `already_identified`, `person_not_found`, `identified_as_unknown`,
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
      throw new Refusal('already_identified', '这位患者的身份已经确认过，不能再改。确认错了请联系信息科。');
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
    statement<string[]>(
      context.database,
      `INSERT INTO unknown_patient_identified (unknown_id, person_id, identified_by, note, recorded_at, recorded_by)
       VALUES (?, ?, ?, ?, ?, ?)`,
    ).run(unknownId, personId, by, note, context.clock.now().toISOString(), actor.accountId);
    for (const stayId of livingStays(context, unknownId)) {
      tellAdmission(context, stayId);
      tellFees(context, stayId);
      tellDischarge(context, actor, stayId);
    }
    appendAudit(context, actor, 'emergency.identified', unknownId, { personId, by });
  });
  context.wakeSender();
}

function livingStays(context: ServiceContext, unknownId: string): string[] {
  const rows = statement<[string], { stayId: string }>(
    context.database,
    `SELECT id AS stayId FROM stay WHERE person_id = ?
       AND NOT EXISTS (SELECT 1 FROM stay_cancellation WHERE stay_id = stay.id) ORDER BY id`,
  ).all(unknownId);
  return rows.map(({ stayId }) => stayId);
}
