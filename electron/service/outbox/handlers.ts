import type { Handlers } from '../context.ts';
import { askAgain, closeRow, noteRow } from './acts.ts';
import { readDetail } from './detail.ts';
import { listRows } from './list.ts';
import { previewResend, resend } from './resend.ts';
import { uploadSummary } from './summary.ts';
import { forgetAppointments } from './transitions.ts';

type OutboxRequest =
  | 'outbox.list'
  | 'outbox.sendNow'
  | 'outbox.row'
  | 'outbox.note'
  | 'outbox.previewResend'
  | 'outbox.resend'
  | 'outbox.ask'
  | 'outbox.close';

export const outboxHandlers: Pick<Handlers, OutboxRequest> = {
  'outbox.list': (context, { input }) => ({
    summary: uploadSummary(context),
    rows: listRows(context, input.limit),
  }),
  'outbox.sendNow': (context) => {
    forgetAppointments(context);
    context.wakeSender('person');
    return {};
  },
  'outbox.row': (context, { input }) => readDetail(context, input.outboxId),
  'outbox.note': (context, { input, actor }) => noteRow(context, actor, input),
  'outbox.previewResend': (context, { input }) => previewResend(context, input.outboxId),
  'outbox.resend': (context, { input, actor }) => resend(context, actor, input),
  'outbox.ask': (context, { input, actor }) => askAgain(context, actor, input),
  'outbox.close': (context, { input, actor }) => closeRow(context, actor, input),
};
