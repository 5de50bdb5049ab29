import { daysBetween, type LocalDate, yearsBetween } from '../../../shared/calendar/local-date.ts';
import type { Slip } from '../../../shared/contract/documents.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { HospitalLevel, Place, YearState } from '../../../shared/engine/claim.ts';
import { maskIdNumber, maskPhone } from '../../../shared/identity/id-number.ts';
import { eligibilityTitles } from '../../../shared/policy/eligibility.ts';
import type { ServiceContext } from '../context.ts';
import { readHospital } from '../hospital/settings.ts';
import { type Person, readPerson } from '../people/person.ts';
import { policyOfAct } from '../policy/in-force.ts';
import { readSettlement, readSettlementRow, type SettlementRow } from '../settlements/record.ts';
import { readStay } from '../stays/stay.ts';
import { nextCopyNumber } from './archive.ts';
import { costByClassOf } from './cost-by-class.ts';

export interface SlipWanted {
  readonly settlementId: string;
  /** Asked from the second print on. */
  readonly reason: string | null;
}

/**
 * Gathers everything that stands on a slip, under a new document id and the next copy number. Amounts, year state and
 * explanation are the stored ones; person and stay are as they are known now. Refuses `settlement_unknown` and
 * `reprint_reason_missing`.
 */
export function prepareSlip(context: ServiceContext, { settlementId, reason }: SlipWanted): Slip {
  const copyNumber = nextCopyNumber(context, settlementId);
  if (copyNumber > 0 && (reason ?? '').trim() === '') {
    throw new Refusal('reprint_reason_missing', '这张结算单已经打印过，补打请先填写原因。');
  }
  const row = readSettlementRow(context, settlementId);
  const hospital = readHospital(context, row.settledOn);
  const { before } = row.explanation;
  return {
    documentId: context.newId(),
    copyNumber,
    practice: context.practice,
    title: policyOfAct(context, row.inForceId).slipTitle,
    hospitalName: hospital.hospitalName,
    hospitalLevel: levelTitles[hospital.level],
    windowName: hospital.windowName,
    printedAt: context.clock.now().toISOString(),
    person: personOnSlip(readPerson(context, row.personId), row),
    stay: stayOnSlip(context, row.stayId),
    before: { ...before, paidFen: { ...before.paidFen } } satisfies YearState,
    costByClass: costByClassOf(context, row),
    settlement: readSettlement(context, settlementId),
  };
}

const levelTitles: Record<HospitalLevel, string> = { 1: '一级', 2: '二级', 3: '三级' };

const placeTitles: Record<Place, string> = {
  county: '县域内就诊',
  referred: '经批准转诊',
  unreferred: '未经转诊',
  emergency: '急诊',
};

function personOnSlip(person: Person, row: SettlementRow): Slip['person'] {
  const categories = row.eligibilities.length === 0 ? (['ordinary'] as const) : row.eligibilities;
  return {
    name: person.name,
    sex: person.sex === 'male' ? '男' : '女',
    ageYears: yearsBetween(person.birthDate, row.settledOn),
    maskedIdNumber: maskIdNumber(person.idNumber),
    category: categories.map((category) => eligibilityTitles[category]).join('、'),
    region: row.insuredRegion,
    address: [person.township, person.village].filter((part) => part !== null).join(''),
    maskedPhone: person.phone === null ? '' : maskPhone(person.phone),
  };
}

function stayOnSlip(context: ServiceContext, stayId: string): Slip['stay'] {
  const stay = readStay(context, stayId);
  return {
    admissionNumber: stay.admissionNumber,
    department: stay.department,
    bed: stay.bed ?? '',
    admittedOn: stay.admittedOn,
    dischargedOn: stay.dischargedOn,
    days: daysOfStay(stay.admittedOn, stay.dischargedOn),
    diagnoses: stay.diagnoses.map(({ code, name }) => `${name}（${code}）`).join('；'),
    visitType: '住院',
    place: placeTitles[stay.place],
  };
}

/** Admission counts, discharge does not; admitted and discharged on one day is one day. */
function daysOfStay(admittedOn: LocalDate, dischargedOn: LocalDate | null): number {
  return dischargedOn === null ? 0 : Math.max(1, daysBetween(admittedOn, dischargedOn));
}
