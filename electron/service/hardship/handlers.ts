import type { Handlers } from '../context.ts';
import { readSettlementRow } from '../settlements/record.ts';
import { applicationsOf, openApplications } from './applications.ts';
import { applyForRelief } from './apply.ts';
import { takeHardshipStep } from './take-step.ts';
import { yearAmountsOf } from './year-amounts.ts';

type HardshipRequest = Extract<keyof Handlers, `hardship.${string}`>;

export const hardshipHandlers: Pick<Handlers, HardshipRequest> = {
  'hardship.ofSettlement': (context, { input }) => {
    const { personId, year } = readSettlementRow(context, input.settlementId);
    return {
      year: yearAmountsOf(context, personId, year),
      applications: applicationsOf(context, personId),
    };
  },
  'hardship.apply': (context, { input, actor }) => applyForRelief(context, actor, input),
  'hardship.step': (context, { input, actor }) => takeHardshipStep(context, actor, input),
  'hardship.open': (context) => openApplications(context),
};
