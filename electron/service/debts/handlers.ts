import type { Handlers } from '../context.ts';
import { agreeInstalments } from './agree.ts';
import { listDebtors } from './debtors.ts';
import { debtsOf } from './debts.ts';
import { payDebt } from './pay.ts';

type DebtRequest = 'debts.ofPerson' | 'debts.list' | 'debts.pay' | 'debts.agree';

export const debtHandlers: Pick<Handlers, DebtRequest> = {
  'debts.ofPerson': (context, { input }) => debtsOf(context, input.personId),
  'debts.list': (context, { input }) => listDebtors(context, input),
  'debts.pay': (context, { input, actor }) => payDebt(context, actor, input),
  'debts.agree': (context, { input, actor }) => agreeInstalments(context, actor, input),
};
