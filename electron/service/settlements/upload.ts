import { sumFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { costByClassOf } from '../documents/cost-by-class.ts';
import type { AmountsRecord, RecordOf } from '../outbox/record.ts';
import { readPerson } from '../people/person.ts';
import { diagnosesOf, readStayRow } from '../stays/stay.ts';
import { paymentsOf, refundsOf } from './payments.ts';
import { readFactLayers, readSettlementRow, type SettlementRow } from './record.ts';

/**
 * What the platform learns of a settlement or a reversal: its stored amounts, and the person and the stay as they are
 * known now. The amounts of a reversal are negative: it says what is taken back. Refuses `settlement_unknown`.
 */
export function amountsUpload(context: ServiceContext, settlementId: string): AmountsRecord {
  const row = readSettlementRow(context, settlementId);
  const amounts = amountsOf(context, row);
  if (row.reversesId !== null)
    return { kind: 'reversal', settlementId, reversesId: row.reversesId, ...amounts };
  return { kind: 'settlement', settlementId, interim: row.kind === 'interim', ...amounts };
}

/** The list of a final settlement: the cost of the fee lists that it holds, by class. Refuses `settlement_unknown`. */
export function settlementListUpload(
  context: ServiceContext,
  settlementId: string,
): RecordOf<'settlement_list'> {
  const row = readSettlementRow(context, settlementId);
  const stay = readStayRow(context, row.stayId);
  const { admissionNumber, department, admittedOn } = stay;
  return {
    kind: 'settlement_list',
    settlementId,
    ...amountsOf(context, row),
    admissionNumber,
    department,
    admittedOn,
    phone: readPerson(context, row.personId).phone,
    diagnoses: diagnosesOf(stay),
    costByClass: costByClassOf(context, { settlementId, reversesId: null }),
  };
}

function amountsOf(context: ServiceContext, row: SettlementRow) {
  const { settlementId, reversesId, stayId, personId, insurance, insuredRegion, settledOn, packHash } = row;
  const { totalFen, ownExpenseFen, overLimitFen, preSelfPayFen, inScopeFen, slipNumber } = row;
  const { deductibleFen, personalFen, criticalIllnessBurdenFen, personalInScopeFen } = row;
  const { name, idNumber } = readPerson(context, personId);
  const payments =
    reversesId === null ? paymentsOf(context, settlementId) : refundsOf(context, settlementId, reversesId);
  const fromAccount = payments.filter(({ means }) => means === 'personal_account');
  return {
    stayId,
    person: { personId, name, idNumber },
    insurance,
    insuredRegion,
    settledOn,
    packHash,
    cost: { totalFen, ownExpenseFen, overLimitFen, preSelfPayFen, inScopeFen },
    deductibleFen,
    personalFen,
    criticalIllnessBurdenFen,
    personalInScopeFen,
    slipNumber,
    dischargedOn: readStayRow(context, stayId).dischargedOn,
    layers: readFactLayers(context, settlementId).map(({ layer, kind, title, baseFen, payFen }) => ({
      layer,
      kind,
      title,
      baseFen,
      payFen,
    })),
    personalAccountFen: sumFen(fromAccount.map(({ amountFen }) => amountFen)),
  };
}
