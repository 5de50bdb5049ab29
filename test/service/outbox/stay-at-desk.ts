import { copyFileSync } from 'node:fs';
import path from 'node:path';
import type { Referral, Stay } from '../../../shared/contract/stays.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { cancelStay } from '../../../electron/service/stays/cancel.ts';
import { changeStay } from '../../../electron/service/stays/change.ts';
import { importFees } from '../../../electron/service/fees/import-fees.ts';
import { type NewStay, openStay } from '../../../electron/service/stays/open.ts';
import { readStay } from '../../../electron/service/stays/stay.ts';
import { withdrawFees } from '../../../electron/service/fees/withdraw-fees.ts';
import { fixture } from '../harness/fixture.ts';
import { type TestHospital, testPassword } from '../harness/hospital.ts';
import { addPerson, day, settle } from '../harness/patient.ts';

export const referral: Referral = {
  fromHospital: '测试镇卫生院',
  fromHospitalCode: 'H42991300009',
  referredOn: day('2020-02-29'),
  diagnosis: { code: 'I63.9', name: '脑梗死' },
  reason: '本院无条件救治',
  opinion: '同意转诊',
  validFrom: day('2020-02-29'),
  validTo: day('2020-06-30'),
};

let count = 0;

/** A stay as the clerk works on it: every act is the service's own, with its record for the platform. */
export class StayAtDesk {
  readonly hospital: TestHospital;
  readonly personId: string;
  readonly stayId: string;
  readonly admissionNumber: string;

  /** Of a patient who was referred here on 29 February 2020 and admitted on 1 March, still in. */
  constructor(hospital: TestHospital, change: Partial<NewStay> = {}) {
    count += 1;
    this.hospital = hospital;
    this.personId = change.personId ?? addPerson(hospital);
    this.admissionNumber = change.admissionNumber ?? `LF${Date.now()}-${count}`;
    this.stayId = openStay(hospital.context, hospital.actor('clerk'), {
      requestId: hospital.context.newId(),
      personId: this.personId,
      admissionNumber: this.admissionNumber,
      place: 'referred',
      department: '神经内科',
      bed: '7床',
      admittedOn: day('2020-03-01'),
      dischargedOn: null,
      diagnoses: [{ code: 'I63.9', name: '脑梗死' }],
      referral,
      ...change,
    }).stayId;
  }

  read(): Stay {
    return readStay(this.hospital.context, this.stayId);
  }

  /** Five items of 337.40 unless another file is named. @returns the list's id */
  async fees(file = fixture('fees', 'good.csv')): Promise<string> {
    const { context, actor } = this.hospital;
    // Two of one test may have the same list: the name says whose it is.
    const named = path.join(context.dataFolder, `${this.admissionNumber}-${path.basename(file)}`);
    copyFileSync(file, named);
    const stay = await importFees(context, actor('clerk'), this.stayId, named);
    return stay.feeLists.at(-1)!.feeListId;
  }

  change(to: Partial<Pick<Stay, 'dischargedOn' | 'bed' | 'department'>>): Stay {
    const { place, department, bed, admittedOn, dischargedOn, diagnoses } = this.read();
    const whole = { stayId: this.stayId, place, department, bed, admittedOn, dischargedOn, diagnoses, ...to };
    return changeStay(this.hospital.context, this.hospital.actor('clerk'), whole);
  }

  settle(): string {
    return settle(this.hospital, this.stayId).settlementId;
  }

  async reverse(settlementId: string): Promise<string> {
    const { context, actor } = this.hospital;
    const reversal = await reverseSettlement(context, actor('clerk'), {
      requestId: context.newId(),
      settlementId,
      reason: '录错费用清单',
      secondPerson: { login: 'finance', password: testPassword },
    });
    return reversal.settlementId;
  }

  withdraw(feeListId: string): void {
    const { context, actor } = this.hospital;
    withdrawFees(context, actor('clerk'), { feeListId, reason: '清单录错' });
  }

  cancel(): Stay {
    const { context, actor } = this.hospital;
    return cancelStay(context, actor('clerk'), { stayId: this.stayId, reason: '登记错人' });
  }

  /** Kind and state of every row of the stay, in their order; `kind closed` where a person's act closed it. */
  rows(): string[] {
    const rows = this.hospital.context.database
      .prepare(
        `SELECT kind, state, closed_at IS NOT NULL AND state <> 'done' AS resolved
         FROM outbox WHERE stay_id = ? ORDER BY sequence`,
      )
      .all(this.stayId) as { kind: string; state: string; resolved: 0 | 1 }[];
    return rows.map(({ kind, state, resolved }) => `${kind} ${resolved === 1 ? 'closed' : state}`);
  }
}
