import { capitalYuan } from '../../../shared/money/capital.ts';
import { sumFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import type { Gathered } from '../documents/gather.ts';
import { readHospital } from '../hospital/settings.ts';
import { signatoryOf } from '../payments/signatory.ts';
import { readPerson } from '../people/person.ts';
import { readSettlementRow } from '../settlements/record.ts';
import { readStayRow } from '../stays/stay.ts';
import { instalmentsOf, readPlanRow } from './plan.ts';

/** What stands on the agreement about what is owed and when it is paid. Refuses `instalment_plan_unknown`. */
export function instalmentAgreementContent(
  context: ServiceContext,
  planId: string,
): Gathered<'instalment_agreement'> {
  const { number, settlementId, agreedOn } = readPlanRow(context, planId);
  const settlement = readSettlementRow(context, settlementId);
  const person = readPerson(context, settlement.personId);
  const instalments = instalmentsOf(context, planId);
  const owedFen = sumFen(instalments.map(({ amountFen }) => amountFen));
  const signatory = signatoryOf(context, planId);
  return {
    title: instalments.length === 1 ? '医疗费缓交协议书' : '医疗费分期付款协议书',
    number,
    personId: settlement.personId,
    businessDay: agreedOn,
    content: {
      hospitalName: readHospital(context, agreedOn).hospitalName,
      patient: {
        name: person.name,
        idNumber: person.idNumber,
        phone: person.phone ?? '',
        relation: '本人',
      },
      guarantor: signatory === undefined ? null : { ...signatory, phone: signatory.phone ?? '' },
      admissionNumber: readStayRow(context, settlement.stayId).admissionNumber,
      slipNumber: settlement.slipNumber,
      settledOn: settlement.settledOn,
      agreedOn,
      owedFen,
      owedCapital: capitalYuan(owedFen),
      instalments,
    },
  };
}
