import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { SpanOfDays } from '../../../shared/contract/reports.ts';
import type {
  SpecialCase,
  SpecialRow,
  SpecialTreatment,
} from '../../../shared/contract/special-treatment.ts';
import { maskIdNumber } from '../../../shared/identity/id-number.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readPerson } from '../people/person.ts';
import { countSettlements } from './count.ts';
import { eligibilityWords, placeTitles } from './keys.ts';
import { treatmentLists } from '../treatment/lists.ts';
import { specialMonth } from './special-month.ts';
import { diagnosisName, diagnosesOf, heldOf, paidLayers } from './uncounted.ts';

const mostCases = 20_000;

/** What settlements say; the ledger's part is added in treatment/month.ts. */
export type SpecialTable = Omit<
  SpecialTreatment,
  'lateRegister' | 'lateTotal' | 'lateSteps' | 'patients' | 'counts' | 'rate'
>;

/** The monthly table and the register of special treatment, as the facts are now. Refuses `policy_tampered`. */
export async function readSpecialTable(context: ServiceContext, month: string): Promise<SpecialTable> {
  await countSettlements(context);
  const { policy, ...asked } = specialMonth(context, month);
  const register = casesOf(context, asked.span);
  const lists = policy === undefined ? [] : treatmentLists(policy);
  const listed = lists.flatMap(({ diseases }) => diseases);
  const names = new Set([...listed.map(({ name }) => name), ...register.map(({ disease }) => disease)]);
  return {
    month,
    ...asked,
    withoutCodes: listed.filter(({ codes }) => codes.length === 0).map(({ name }) => name),
    table: [...names].map((name) =>
      rowOf(
        name,
        register.filter(({ disease }) => disease === name),
      ),
    ),
    total: rowOf('合计', register),
    register,
  };
}

interface CaseRow {
  readonly settlementId: string;
  readonly slipNumber: string;
  readonly isReversal: 0 | 1;
  readonly settledOn: LocalDate;
  readonly businessDay: LocalDate;
  readonly personId: string;
  readonly stayId: string;
  readonly eligibilities: string;
  readonly disease: string;
  readonly place: string;
  readonly diagnoses: string | null;
  readonly ageYears: number | null;
  readonly admissionNumber: string;
  readonly admittedOn: LocalDate;
  readonly dischargedOn: LocalDate | null;
  readonly totalFen: Fen;
  readonly inScopeFen: Fen;
  readonly personalFen: Fen;
}

/** In the order in which they were settled, with what they said then: help that came later is another payer's list. */
export function casesOf(context: ServiceContext, span: SpanOfDays): SpecialCase[] {
  return statement<[SpanOfDays & { most: number }], CaseRow>(
    context.database,
    `SELECT made.id AS settlementId, slip_number AS slipNumber, kind = 'reversal' AS isReversal,
       coalesce(claim.settled_on, made.settled_on) AS settledOn, made.business_day AS businessDay,
       made.person_id AS personId, made.stay_id AS stayId, made.eligibilities, treated.value AS disease,
       where_.title AS place, claim.diseases AS diagnoses, claim.age_years AS ageYears,
       stay.admission_number AS admissionNumber, detail.admitted_on AS admittedOn,
       detail.discharged_on AS dischargedOn, made.total_fen AS totalFen, made.in_scope_fen AS inScopeFen,
       made.personal_fen AS personalFen
     FROM report_member AS member
     JOIN report_key AS treated ON treated.id = member.special AND treated.value <> ''
     JOIN report_key AS where_ ON where_.id = member.place
     JOIN settlement AS made ON made.id = member.settlement_id
     LEFT JOIN settlement_claim AS claim ON claim.settlement_id = coalesce(made.reverses_id, made.id)
     JOIN stay ON stay.id = made.stay_id
     JOIN stay_detail AS detail ON detail.id = (SELECT id FROM stay_detail AS newest
       WHERE newest.stay_id = made.stay_id ORDER BY newest.id DESC LIMIT 1)
     WHERE member.business_day >= @from AND member.business_day < @until AND member.top_up_id IS NULL
     ORDER BY member.business_day, member.sequence LIMIT 0 + @most`,
  )
    .all({ ...span, most: mostCases })
    .map((row) => caseOf(context, row));
}

function caseOf(
  context: ServiceContext,
  { stayId, isReversal, eligibilities, diagnoses, ...row }: CaseRow,
): SpecialCase {
  const person = readPerson(context, row.personId);
  const category = (diagnosesOf(diagnoses ?? '[]')[0] ?? '').slice(0, 3);
  return {
    ...row,
    isReversal: isReversal === 1,
    personName: person.name,
    sex: person.sex === 'male' ? '男' : '女',
    maskedIdNumber: maskIdNumber(person.idNumber),
    address: [person.township, person.village].filter((part) => part !== null).join(''),
    eligibilities: eligibilityWords(heldOf(eligibilities)),
    diagnosis: diagnosisName(context, stayId, category),
    ...paidOf(context, row.settlementId),
  };
}

const columnOfLayer: Readonly<Record<string, 'basicFen' | 'criticalIllnessFen' | 'assistanceFen'>> = {
  basic_insurance: 'basicFen',
  critical_illness: 'criticalIllnessFen',
  medical_assistance: 'assistanceFen',
};

function paidOf(context: ServiceContext, settlementId: string) {
  const paid = { basicFen: 0, criticalIllnessFen: 0, assistanceFen: 0, otherFen: 0 };
  for (const { layer, payFen } of paidLayers(context, settlementId)) {
    paid[columnOfLayer[layer] ?? 'otherFen'] += payFen;
  }
  return paid as { [Part in keyof typeof paid]: Fen };
}

const amounts = [
  'totalFen',
  'inScopeFen',
  'basicFen',
  'criticalIllnessFen',
  'assistanceFen',
  'otherFen',
  'personalFen',
] as const;

/** One row of the table: people whose settlement stands, settlements less reversals, sums. */
export function rowOf(disease: string, cases: readonly SpecialCase[]): SpecialRow {
  const ofEach = new Map<string, number>();
  let [count, inCountyCount] = [0, 0];
  for (const { personId, place, isReversal } of cases) {
    const one = isReversal ? -1 : 1;
    count += one;
    if (place === placeTitles.county) inCountyCount += one;
    ofEach.set(personId, (ofEach.get(personId) ?? 0) + one);
  }
  const sums = amounts.map((part) => [part, cases.reduce((sum, one) => sum + one[part], 0)] as const);
  return {
    disease,
    peopleCount: [...ofEach.values()].filter((left) => left > 0).length,
    count,
    inCountyCount,
    ...(Object.fromEntries(sums) as Record<(typeof amounts)[number], Fen>),
  };
}
