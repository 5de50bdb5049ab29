import type { Stay } from '../../../shared/contract/stays.ts';
import { sumFen } from '../../../shared/money/fen.ts';
import type { UploadRecord } from '../outbox/record.ts';
import type { Person } from '../people/person.ts';
import type { SettlementFact } from './fact.ts';
import type { Payment } from './payments.ts';

export interface Uploaded {
  readonly slipNumber: string;
  readonly stay: Pick<Stay, 'dischargedOn'>;
  readonly person: Person;
  readonly payments: readonly Payment[];
}

export function settlementUpload(fact: SettlementFact, uploaded: Uploaded): UploadRecord {
  const { settlementId, kind } = fact;
  return { kind: 'settlement', settlementId, interim: kind === 'interim', ...amountsOf(fact, uploaded) };
}

/** The amounts of a reversal are negative: it says what is taken back. */
export function reversalUpload(fact: SettlementFact, reversesId: string, uploaded: Uploaded): UploadRecord {
  return { kind: 'reversal', settlementId: fact.settlementId, reversesId, ...amountsOf(fact, uploaded) };
}

function amountsOf(fact: SettlementFact, { slipNumber, stay, person, payments }: Uploaded) {
  const { stayId, insurance, insuredRegion, settledOn, packHash, cost, deductibleFen, personalFen } = fact;
  const { criticalIllnessBurdenFen, personalInScopeFen } = fact;
  const fromAccount = payments.filter(({ means }) => means === 'personal_account');
  return {
    stayId,
    person: { personId: person.personId, name: person.name, idNumber: person.idNumber },
    insurance,
    insuredRegion,
    settledOn,
    packHash,
    cost,
    deductibleFen,
    personalFen,
    criticalIllnessBurdenFen,
    personalInScopeFen,
    slipNumber,
    dischargedOn: stay.dischargedOn,
    layers: fact.layers.map(({ layer, kind, title, baseFen, payFen }) => ({
      layer,
      kind,
      title,
      baseFen,
      payFen,
    })),
    personalAccountFen: sumFen(fromAccount.map(({ amountFen }) => amountFen)),
  };
}
