import type { approvalRequests } from '../../../shared/contract/approvals.ts';
import type { Handlers } from '../context.ts';
import { isAloneHour } from '../staff/alone.ts';
import { answerApproval, listLateApprovals, openApprovals } from './late.ts';

export const approvalHandlers: Pick<Handlers, keyof typeof approvalRequests> = {
  'approvals.isAloneHour': (context) => ({ isAloneHour: isAloneHour(context) }),
  'approvals.open': (context, { actor }) => openApprovals(context, actor.accountId),
  'approvals.list': (context, { actor }) => listLateApprovals(context, actor),
  'approvals.answer': (context, { input, actor }) => {
    answerApproval(context, actor, input);
    context.publish('approvals.changed', {});
    return {};
  },
};
