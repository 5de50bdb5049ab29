import { daysBetween, type LocalDate, yearsBetween } from '../../../shared/calendar/local-date.ts';
import { sealInGroups, writeCheckCode } from '../../../shared/check-code/check-code.ts';
import type { Slip } from '../../../shared/contract/documents/slip.ts';
import { visitTypeTitles } from '../../../shared/contract/care-titles.ts';
import type { Place } from '../../../shared/engine/claim.ts';
import { maskIdNumber, maskPhone } from '../../../shared/identity/id-number.ts';
import { eligibilityTitles } from '../../../shared/policy/eligibility.ts';
import type { ServiceContext } from '../context.ts';
import { checkCodeOf } from '../documents/check-code.ts';
import { costByClassOf } from '../documents/cost-by-class.ts';
import type { Gathered } from '../documents/gather.ts';
import { visitOnSlip } from '../outpatient/visit-on-slip.ts';
import { type Person, readPerson } from '../people/person.ts';
import { policyOfAct } from '../policy/in-force.ts';
import { readStay } from '../stays/stay.ts';
import { readSettlement, readSettlementRow, type SettlementRow } from './record.ts';

/**
 * What stands on the slip of a settlement or reversal. Amounts, year state and explanation are the stored ones; person
 * and stay are as they are known now. Refuses `settlement_unknown`.
 */
export function slipContent(context: ServiceContext, settlementId: string): Gathered<'slip'> {
  const row = readSettlementRow(context, settlementId);
  const { before } = row.explanation;
  const { slipTitle } = policyOfAct(context, row.inForceId);
  const code = checkCodeOf(context, row.slipNumber);
  return {
    title: slipTitle + titleEnds[row.kind],
    number: row.slipNumber,
    personId: row.personId,
    businessDay: row.businessDay,
    content: {
      person: personOnSlip(readPerson(context, row.personId), row),
      stay: stayOnSlip(context, row.stayId),
      visit: visitOnSlip(context, row),
      before: { ...before, paidFen: { ...before.paidFen } },
      costByClass: costByClassOf(context, row),
      settlement: readSettlement(context, settlementId),
      checkCode: { text: writeCheckCode(code), seal: sealInGroups(code.seal) },
    },
  };
}

const titleEnds = { final: '', interim: '（中途结算）', reversal: '（撤销）' } as const;

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
    visitType: visitTypeTitles[stay.visitType],
    place: placeTitles[stay.place],
  };
}

/** Admission counts, discharge does not; admitted and discharged on one day is one day. */
function daysOfStay(admittedOn: LocalDate, dischargedOn: LocalDate | null): number {
  return dischargedOn === null ? 0 : Math.max(1, daysBetween(admittedOn, dischargedOn));
}
