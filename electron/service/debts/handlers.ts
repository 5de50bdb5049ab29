import type { Handlers, HostHandlers } from '../context.ts';
import { agreeInstalments } from './agree.ts';
import { debtCareOf, remindDebtor } from './care.ts';
import { listDebtors } from './debtors.ts';
import { debtsOf } from './debts.ts';
import { defaultListTable } from './default-list-table.ts';
import { listDefault } from './default-list.ts';
import { payDebt } from './pay.ts';
import { relieveDebt } from './relieve.ts';
import { remindersTable } from './reminders-table.ts';

type DebtRequest = Extract<keyof Handlers, `debts.${string}`>;

export const debtHandlers: Pick<Handlers, DebtRequest> = {
  'debts.ofPerson': (context, { input }) => debtsOf(context, input.personId),
  'debts.list': (context, { input }) => listDebtors(context, input),
  'debts.pay': (context, { input, actor }) => payDebt(context, actor, input),
  'debts.agree': (context, { input, actor }) => agreeInstalments(context, actor, input),
  'debts.care': (context, { input }) => debtCareOf(context, input.personId),
  'debts.remind': (context, { input, actor }) => remindDebtor(context, actor, input),
  'debts.relieve': (context, { input, actor }) => relieveDebt(context, actor, input),
  'debts.listDefault': async (context, { input, actor }) => {
    await listDefault(context, actor, input);
    return debtCareOf(context, input.personId);
  },
};

/** What main asks on behalf of a window that saves a table. */
export const debtHostHandlers: Pick<HostHandlers, 'host.remindersTable' | 'host.defaultListTable'> = {
  'host.remindersTable': (context, { input, actor }) => remindersTable(context, actor, input),
  'host.defaultListTable': (context, { input, actor }) =>
    defaultListTable(context, actor, input.secondPerson),
};
