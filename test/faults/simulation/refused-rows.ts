import { factHolds } from '../../../electron/service/outbox/holding.ts';
import { actsOf, readActable } from '../../../electron/service/outbox/which-acts.ts';
import { type Asked, asked, type Clerk } from './clerk.ts';
import { type AtDesk, one } from './at-desk.ts';

/** What people do with records that the county refused, or that were given up in doubt. */

const refused = "SELECT id FROM outbox WHERE state = 'dead' AND closed_at IS NULL ORDER BY sequence";
const open = 'SELECT id FROM outbox WHERE closed_at IS NULL ORDER BY sequence';
const reason = '与中心核对';

/** One of the acts that the queue offers for a refused row; undefined when there is no such row. */
export function workOff(desk: AtDesk): Asked | undefined {
  const outboxId = one(desk, refused);
  if (outboxId === undefined) return undefined;
  const reading = { ...desk.program.context, database: desk.program.file };
  const row = readActable(reading, outboxId);
  const act = desk.chance.oneOf(actsOf(row, factHolds(reading, row)));
  switch (act) {
    case 'resend':
      return asked('outbox.previewResend', { outboxId });
    case 'reverse':
      return asked('settlements.reverse', {
        requestId: desk.newId(),
        settlementId: row.factId,
        reason,
        secondPerson: desk.clerk.second,
      });
    case 'ask':
      return asked('outbox.ask', { outboxId, reason });
    case 'close':
      return asked('outbox.close', { outboxId, reason });
    case 'note':
      return note(desk, outboxId);
    default:
      throw act satisfies never;
  }
}

/** What was shown is confirmed. */
export function resend(clerk: Clerk): Asked | undefined {
  const shown = clerk.resend;
  clerk.resend = undefined;
  return shown === undefined ? undefined : asked('outbox.resend', { ...shown, reason });
}

/** An act upon any row that is open, whether it is possible or not. */
export function actAnyhow(desk: AtDesk): Asked | undefined {
  const outboxId = one(desk, open);
  if (outboxId === undefined) return undefined;
  const { chance } = desk;
  const act = chance.oneOf(['outbox.ask', 'outbox.close', 'outbox.note', 'outbox.previewResend'] as const);
  if (act === 'outbox.note') return note(desk, outboxId);
  return act === 'outbox.previewResend' ? asked(act, { outboxId }) : asked(act, { outboxId, reason });
}

function note({ chance }: AtDesk, outboxId: string): Asked {
  return asked('outbox.note', { outboxId, text: chance.oneOf(['已电话联系中心', '等中心答复']) });
}
