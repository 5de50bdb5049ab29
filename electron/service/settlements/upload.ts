import type { Payment } from '../../../shared/contract/payments.ts';
import type { Stay } from '../../../shared/contract/stays.ts';
import { sumFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { costByClassOf } from '../documents/cost-by-class.ts';
import type { AmountsRecord, RecordOf } from '../outbox/record.ts';
import { paymentsOf, refundsOf } from '../payments/paid.ts';
import { invoiceNumberOf } from '../payments/invoice-number.ts';
import { type Person, readPerson } from '../people/person.ts';
import { diagnosesOf, readStayRow } from '../stays/stay.ts';
import type { SettledFact } from './fact.ts';
import { readFactLayers, readSettlementRow } from './record.ts';

/** A settlement or a reversal, and the person and the stay as they are known now: what its records are made of. */
export interface SettlementToTell {
  readonly settlement: Omit<SettledFact, 'requestId' | 'requestHash' | 'approvalId' | 'feeListIds' | 'claim'>;
  /** How the patient's part was met; what a reversal gives back is negative. */
  readonly payments: readonly Payment[];
  /** 电子票据号; a reversal has none. */
  readonly invoiceNumber: string | null;
  readonly person: Pick<Person, 'personId' | 'name' | 'idNumber' | 'phone'>;
  readonly stay: Pick<
    Stay,
    'stayId' | 'visitType' | 'admissionNumber' | 'department' | 'admittedOn' | 'dischargedOn' | 'diagnoses'
  >;
}

/** One that was written before, as it stands in the file. Refuses `settlement_unknown`. */
export function settlementToTell(context: ServiceContext, settlementId: string): SettlementToTell {
  const row = readSettlementRow(context, settlementId);
  const { reversesId, totalFen, ownExpenseFen, overLimitFen, preSelfPayFen, inScopeFen } = row;
  const stay = readStayRow(context, row.stayId);
  return {
    settlement: {
      ...row,
      cost: { totalFen, ownExpenseFen, overLimitFen, preSelfPayFen, inScopeFen },
      layers: readFactLayers(context, settlementId),
    },
    payments:
      reversesId === null ? paymentsOf(context, settlementId) : refundsOf(context, settlementId, reversesId),
    invoiceNumber: invoiceNumberOf(context, settlementId),
    person: readPerson(context, row.personId),
    stay: { ...stay, diagnoses: diagnosesOf(stay) },
  };
}

/** What the platform learns of it. The amounts of a reversal are negative: it says what is taken back. */
export function amountsUpload(told: SettlementToTell): AmountsRecord {
  const { settlementId, reversesId, kind } = told.settlement;
  const amounts = amountsOf(told);
  if (reversesId !== null) return { kind: 'reversal', settlementId, reversesId, ...amounts };
  const invoiceNumber = told.invoiceNumber === null ? {} : { invoiceNumber: told.invoiceNumber };
  return { kind: 'settlement', settlementId, interim: kind === 'interim', ...invoiceNumber, ...amounts };
}

/** The list of a final settlement: the cost of the fee lists that it holds, by class. */
export function settlementListUpload(
  context: ServiceContext,
  told: SettlementToTell,
): RecordOf<'settlement_list'> {
  const { settlementId } = told.settlement;
  const { admissionNumber, department, admittedOn, diagnoses } = told.stay;
  return {
    kind: 'settlement_list',
    settlementId,
    ...amountsOf(told),
    admissionNumber,
    department,
    admittedOn,
    phone: told.person.phone,
    diagnoses: [...diagnoses],
    costByClass: costByClassOf(context, { settlementId, reversesId: null }),
  };
}

function amountsOf({ settlement, payments, person, stay }: SettlementToTell) {
  const { stayId, insurance, insuredRegion, settledOn, packHash, slipNumber } = settlement;
  const { totalFen, ownExpenseFen, overLimitFen, preSelfPayFen, inScopeFen } = settlement.cost;
  const { deductibleFen, personalFen, criticalIllnessBurdenFen, personalInScopeFen } = settlement;
  const { personId, name, idNumber } = person;
  const fromAccount = payments.filter(({ means }) => means === 'personal_account');
  return {
    stayId,
    person: { personId, name, idNumber },
    insurance,
    insuredRegion,
    ...(stay.visitType === 'outpatient' ? { outpatient: true as const } : {}),
    settledOn,
    packHash,
    cost: { totalFen, ownExpenseFen, overLimitFen, preSelfPayFen, inScopeFen },
    deductibleFen,
    personalFen,
    criticalIllnessBurdenFen,
    personalInScopeFen,
    slipNumber,
    dischargedOn: stay.dischargedOn,
    layers: settlement.layers.map(({ layer, kind, title, baseFen, payFen }) => ({
      layer,
      kind,
      title,
      baseFen,
      payFen,
    })),
    personalAccountFen: sumFen(fromAccount.map(({ amountFen }) => amountFen)),
  };
}
