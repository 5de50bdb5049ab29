import type { Handlers, HostHandlers } from '../context.ts';
import { readHospital, today, writeSetting } from '../hospital/settings.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { ServiceContext } from '../context.ts';
import { settlementsBehind } from './behind.ts';
import { dueTable } from './due.ts';
import { makeStatistics, recordSending } from './made.ts';
import { premiumPeople } from './premium-people.ts';
import { readPremiums } from './premiums.ts';
import { recount } from './recount.ts';
import { reportTable } from './spreadsheets.ts';
import { readStatistics } from './statistics.ts';

type ReportRequest = Exclude<Extract<keyof Handlers, `reports.${string}`>, 'reports.save'>;

export const reportHandlers: Pick<Handlers, ReportRequest> = {
  'reports.statistics': (context, { input }) => readStatistics(context, input.period),
  'reports.settlements': (context, { input }) => settlementsBehind(context, input),
  'reports.recount': (context, { input }) => recount(context, input.period),
  'reports.makeStatistics': (context, { input, actor }) => makeStatistics(context, actor, input.period),
  'reports.targets': (context) => {
    const { controlTargets, premiumTable } = readHospital(context, today(context));
    return { targets: controlTargets, premiums: premiumTable };
  },
  'reports.setTargets': (context, { input, actor }) => {
    requireNotPast(context, input.fromDay);
    writeSetting(context, actor, 'controlTargets', input.targets, input.fromDay);
    return {};
  },
  'reports.setPremiums': (context, { input, actor }) => {
    requireNotPast(context, input.fromDay);
    writeSetting(context, actor, 'premiumTable', input.premiums, input.fromDay);
    return {};
  },
  'reports.premiums': (context, { input }) => readPremiums(context, input.day),
  'reports.premiumPeople': (context, { input }) => premiumPeople(context, input),
  'reports.sent': (context, { input, actor }) => {
    recordSending(context, actor, input);
    context.publish('reports.changed', {});
    return {};
  },
  'reports.due': (context) => dueTable(context),
};

export const reportHostHandlers: Pick<HostHandlers, 'host.reportTable'> = {
  'host.reportTable': (context, { input, actor }) => reportTable(context, actor, input),
};

/** What counted for days gone by counts for them for ever. */
function requireNotPast(context: ServiceContext, fromDay: LocalDate): void {
  if (fromDay >= today(context)) return;
  throw new Refusal('report_target_in_past', '不能从过去的日子起改，请填今天或以后的日期。');
}
