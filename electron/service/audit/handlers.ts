import { startOfDay } from '../../../shared/calendar/local-date.ts';
import type { auditRequests } from '../../../shared/contract/audit.ts';
import type { Handlers } from '../context.ts';
import { runFileJob } from '../file-work/file-work.ts';
import { readSetting } from '../hospital/settings.ts';

export const auditHandlers: Pick<Handlers, keyof typeof auditRequests> = {
  'audit.search': (context, { input: { fromDay, toDay, ...question } }) => {
    const zone = readSetting(context, 'zone');
    return runFileJob('searchAudit', {
      connection: context.connection,
      question,
      from: startOfDay(fromDay, zone),
      before: startOfDay(toDay, zone, 1),
    }).result;
  },
  'audit.verify': ({ connection }, { input }) => runFileJob('verifyAudit', { connection, ...input }).result,
};
