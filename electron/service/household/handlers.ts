import type { Handlers } from '../context.ts';
import { planHousehold } from './plan.ts';
import { readHouseholdOf } from './read.ts';

type HouseholdRequest = Extract<keyof Handlers, `household.${string}`>;

export const householdHandlers: Pick<Handlers, HouseholdRequest> = {
  'household.read': (context, { input }) => readHouseholdOf(context, input.personId),
  'household.plan': (context, { input, actor }) => planHousehold(context, actor, input),
};
