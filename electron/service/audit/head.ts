import { type LogHead, sentLogHead, writtenLogHead } from '../../../shared/audit/log-head.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

/** The newest row of the log; undefined where nothing was ever done. */
export function logHead({ database }: Pick<ServiceContext, 'database'>): LogHead | undefined {
  return statement<[], LogHead>(
    database,
    'SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1',
  ).get();
}

/** As it goes with messages and packages; empty where nothing was ever done. */
export function logHeadToSend(context: Pick<ServiceContext, 'database'>): string {
  const head = logHead(context);
  return head === undefined ? '' : sentLogHead(head);
}

/** As it stands on day sheets; null where nothing was ever done. */
export function logHeadOnPaper(context: Pick<ServiceContext, 'database'>): string | null {
  const head = logHead(context);
  return head === undefined ? null : writtenLogHead(head);
}
