import { hardshipKindTitles, hardshipYearSchema } from '../../../shared/contract/hardship.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { Gathered } from '../documents/gather.ts';
import { readPerson } from '../people/person.ts';
import { readSettlementRow } from '../settlements/record.ts';
import { slipContent } from '../settlements/slip-content.ts';
import { readApplication } from './applications.ts';
import { yearAmountsOf } from './year-amounts.ts';

/** What stands on the paper of an application. Refuses `hardship_application_unknown`. */
export function hardshipApplicationContent(
  context: ServiceContext,
  applicationId: string,
): Gathered<'hardship_application'> {
  const application = readApplication(context, applicationId);
  const { kind, addressee, reason, appliedOn, personId, settlementId, number } = application;
  const { content } = slipContent(context, settlementId);
  const { settlement, stay } = content;
  const { maskedIdNumber: _id, maskedPhone: _phone, ...shown } = content.person;
  const { idNumber, phone } = readPerson(context, personId);
  return {
    title: `${hardshipKindTitles[kind]}申请表`,
    number,
    personId,
    businessDay: appliedOn,
    content: {
      kind,
      addressee,
      reason,
      appliedOn,
      person: { ...shown, idNumber, phone: phone ?? '' },
      stay,
      settlement: {
        slipNumber: settlement.slipNumber,
        settledOn: settlement.settledOn,
        totalFen: settlement.cost.totalFen,
        payers: settlement.layers
          .filter(({ payFen }) => payFen !== 0)
          .map(({ title, payFen }) => ({ title, amountFen: payFen })),
        personalFen: settlement.personalFen,
        personalCapital: settlement.personalCapital,
      },
      year:
        keptYear(context, applicationId) ?? yearAmountsOf(context, personId, yearOf(context, settlementId)),
    },
  };
}

/** The amounts as they stood; none of an application of before they were kept. */
function keptYear(context: ServiceContext, applicationId: string) {
  const row = statement<[string], { yearAmounts: string | null }>(
    context.database,
    'SELECT year_amounts AS yearAmounts FROM hardship_application WHERE id = ?',
  ).get(applicationId);
  const kept = row?.yearAmounts ?? null;
  return kept === null ? undefined : hardshipYearSchema.parse(JSON.parse(kept));
}

function yearOf(context: ServiceContext, settlementId: string): number {
  return readSettlementRow(context, settlementId).year;
}
