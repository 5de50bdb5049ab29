import type { IrregularityKind } from '../../../shared/contract/irregularities.ts';
import type { TestHospital } from '../harness/hospital.ts';
import type { MadeStay } from './settled.ts';

/** Planted to be found, innocent but of the same numbers and so raised too, or innocent and passed by. */
type Role = 'planted' | 'false_alarm' | 'silent';
export interface Made {
  readonly name: string;
  readonly role: Role;
  readonly kind: IrregularityKind;
  /** Whom or what it is about: a person, `测试3号 2020-02`, a department. */
  readonly about: string;
}

export interface Pattern {
  readonly name: string;
  readonly role: Role;
  readonly kind: IrregularityKind;
  readonly make: (hospital: TestHospital, round: number) => string | Promise<string>;
}

export const stroke = [{ code: 'I63.9', name: '脑梗死' }];
export const tumour = [{ code: 'C34.9', name: '肺癌' }];
export const fracture = [{ code: 'S72.0', name: '股骨颈骨折' }];
export const stay = (admittedOn: string, dischargedOn: string, more: MadeStay = {}): MadeStay => ({
  admittedOn,
  dischargedOn,
  ...more,
});
