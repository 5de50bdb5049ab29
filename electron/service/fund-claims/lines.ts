import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { daysBetween } from '../../../shared/calendar/local-date.ts';
import type { FundClaim, FundClaimLine } from '../../../shared/contract/fund-claims.ts';
import type { KindOfCare } from '../../../shared/engine/claim.ts';
import { type Fen, fen } from '../../../shared/money/fen.ts';
import { type EligibilityCategory, eligibilityTitles } from '../../../shared/policy/eligibility.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readPerson } from '../people/person.ts';
import { visitTypeOf } from '../stays/stay.ts';
import { openLines } from './sums.ts';

interface SettledRow {
  readonly settlementId: string;
  readonly slipNumber: string;
  readonly isReversal: 0 | 1;
  readonly personId: string;
  readonly eligibilities: string;
  readonly department: string;
  readonly admittedOn: LocalDate;
  readonly dischargedOn: LocalDate | null;
  readonly businessDay: LocalDate;
  readonly admissionNumber: string;
  readonly visitType: KindOfCare;
  readonly diagnoses: string;
  readonly totalFen: Fen;
  readonly personalFen: Fen;
}

interface LayerRow {
  readonly settlementId: string;
  readonly payer: string;
  readonly title: string;
  readonly payFen: Fen;
}

/** SQL: the day of discharge of the row `settlement`, or of its settlement where the patient was still here. */
export const dischargeOf = `coalesce((SELECT detail.discharged_on FROM stay_detail AS detail
  WHERE detail.stay_id = settlement.stay_id ORDER BY detail.rowid DESC LIMIT 1), settlement.business_day)`;

/** The lines of a claim in the columns of the declaration list, with what every payer pays in each. */
export function claimLines(
  context: ServiceContext,
  claimId: string,
  payer: string,
): Pick<FundClaim, 'lines' | 'payers'> {
  const layers = layersOf(context, claimId);
  const payers = [...new Map(layers.map((layer) => [layer.payer, layer.title]))].map(([id, title]) => ({
    payer: id,
    title,
  }));
  const paid = new Map(layers.map((layer) => [`${layer.settlementId} ${layer.payer}`, layer.payFen]));
  const settled = new Map(settledRows(context, claimId).map((row) => [row.settlementId, row]));
  const lines = openLines(context, claimId, payer).flatMap((open): FundClaimLine[] => {
    const row = settled.get(open.settlementId);
    if (row === undefined) return [];
    const paidFen = payers.map((one) => paid.get(`${row.settlementId} ${one.payer}`) ?? fen(0));
    const { topUpId: _topUp, ...sums } = open;
    return [{ ...shownLine(context, row), paidFen, ...sums }];
  });
  return { payers, lines };
}

function shownLine(
  context: ServiceContext,
  { personId, eligibilities, isReversal, diagnoses, businessDay, visitType, ...row }: SettledRow,
) {
  const { name, sex, idNumber } = readPerson(context, personId);
  const categories = JSON.parse(eligibilities) as EligibilityCategory[];
  const [first] = JSON.parse(diagnoses) as { readonly name: string }[];
  const dischargedOn = row.dischargedOn ?? businessDay;
  return {
    ...row,
    dischargedOn,
    isReversal: isReversal === 1,
    name,
    sex: sex === 'male' ? ('男' as const) : ('女' as const),
    idNumber,
    category: categories.map((category) => eligibilityTitles[category]).join('、') || '普通居民',
    diagnosis: first?.name ?? '',
    days: visitType === 'outpatient' ? 0 : Math.max(1, daysBetween(row.admittedOn, dischargedOn)),
  };
}

function settledRows(context: ServiceContext, claimId: string): SettledRow[] {
  return statement<[string], SettledRow>(
    context.database,
    `SELECT settlement.id AS settlementId, coalesce(made.number, settlement.slip_number) AS slipNumber,
       coalesce(made.kind, settlement.kind) IN ('reversal', 'withdrawal') AS isReversal, settlement.person_id AS personId, settlement.eligibilities,
       detail.department, detail.admitted_on AS admittedOn, detail.discharged_on AS dischargedOn,
       coalesce(made.business_day, settlement.business_day) AS businessDay, stay.admission_number AS admissionNumber,
       ${visitTypeOf('stay')} AS visitType, detail.diagnoses,
       iif(made.id IS NULL, settlement.total_fen, 0) AS totalFen,
       iif(made.id IS NULL, settlement.personal_fen, -made.amount_fen) AS personalFen
     FROM fund_claim_line AS line JOIN settlement ON settlement.id = line.settlement_id
     LEFT JOIN top_up AS made ON made.id = line.top_up_id
     JOIN stay ON stay.id = settlement.stay_id
     JOIN stay_detail AS detail ON detail.rowid = (SELECT max(rowid) FROM stay_detail WHERE stay_id = stay.id)
     WHERE line.claim_id = ?`,
  ).all(claimId);
}

/** In the order of the layers, so that the first payers are those that pay first. A top-up costs nothing and has one payer. */
function layersOf(context: ServiceContext, claimId: string): LayerRow[] {
  return statement<{ claimId: string }, LayerRow>(
    context.database,
    `SELECT layer.settlement_id AS settlementId, layer.layer AS payer, layer.title, layer.pay_fen AS payFen,
       layer.position AS place, line.position AS line
     FROM fund_claim_line AS line JOIN settlement_layer AS layer ON layer.settlement_id = line.settlement_id
     WHERE line.claim_id = @claimId AND line.top_up_id IS NULL AND layer.pay_fen <> 0
     UNION ALL SELECT line.settlement_id, made.payer, made.payer_title, made.amount_fen, 1000, line.position
     FROM fund_claim_line AS line JOIN top_up AS made ON made.id = line.top_up_id WHERE line.claim_id = @claimId
     ORDER BY place, line`,
  ).all({ claimId });
}
