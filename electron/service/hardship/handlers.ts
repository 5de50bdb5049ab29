import type { RequestOutput } from '../../../shared/contract/contract.ts';
import type { Handlers, ServiceContext } from '../context.ts';
import { readPerson } from '../people/person.ts';
import { readSettlementRow } from '../settlements/record.ts';
import { topUpsOf } from '../top-ups/read.ts';
import { topUpRoom } from '../top-ups/settle.ts';
import { applicationsOf, listApplications } from './applications.ts';
import { applyForRelief } from './apply.ts';
import { offerOf } from './offer.ts';
import { takeHardshipStep } from './take-step.ts';
import { yearAmountsOf } from './year-amounts.ts';

type HardshipRequest = Extract<keyof Handlers, `hardship.${string}`>;

export const hardshipHandlers: Pick<Handlers, HardshipRequest> = {
  'hardship.ofSettlement': (context, { input }) => ofSettlement(context, input.settlementId),
  'hardship.apply': (context, { input, actor }) => applyForRelief(context, actor, input),
  'hardship.step': (context, { input, actor }) => takeHardshipStep(context, actor, input),
  'hardship.list': (context, { input }) => listApplications(context, input.which),
};

function ofSettlement(context: ServiceContext, settlementId: string): RequestOutput<'hardship.ofSettlement'> {
  const { personId, year: number, slipNumber } = readSettlementRow(context, settlementId);
  const year = yearAmountsOf(context, personId, number);
  return {
    personName: readPerson(context, personId).name,
    slipNumber,
    year,
    offer: offerOf(context, personId, year),
    applications: applicationsOf(context, personId),
    topUps: topUpsOf(context, settlementId),
    room: topUpRoom(context, settlementId),
  };
}
