import { localDateOf } from '../../../shared/calendar/local-date.ts';
import { specialTreatmentPaperSchema } from '../../../shared/contract/documents/reports.ts';
import { statisticsSchema } from '../../../shared/contract/reports.ts';
import type { ServiceContext } from '../context.ts';
import type { Gathered } from '../documents/gather.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { signedPackage } from '../treatment/signed-package.ts';
import { type MadeRow, readMade } from './made.ts';

/** What a report said when it was made. Refuses `report_unknown`. */
export function reportContent(context: ServiceContext, reportId: string): Gathered<'report'> {
  const made = readMade(context, reportId);
  const content = statisticsSchema.parse(JSON.parse(made.content));
  return {
    ...described(context, made),
    title: `城乡居民医疗费用“一站式”结算统计表 ${content.title}`,
    content,
  };
}

/** The month's table (锦卫发〔2019〕61号 三（四）). Refuses `report_unknown`. */
export function specialTreatmentTableContent(
  context: ServiceContext,
  reportId: string,
): Gathered<'special_treatment_table'> {
  return special(context, reportId, '农村贫困人口大病专项救治情况统计月报表');
}

/** The register that the table is the sum of. Refuses `report_unknown`. */
export function specialTreatmentRegisterContent(
  context: ServiceContext,
  reportId: string,
): Gathered<'special_treatment_register'> {
  return special(context, reportId, '农村贫困人口大病专项救治台账');
}

/** Everybody of the ledger, with what became of each. Refuses `report_unknown`. */
export function specialTreatmentPatientsContent(
  context: ServiceContext,
  reportId: string,
): Gathered<'special_treatment_patients'> {
  return special(context, reportId, '农村贫困人口大病专项救治对象名单');
}

function special(
  context: ServiceContext,
  reportId: string,
  name: string,
): Gathered<'special_treatment_table' | 'special_treatment_register' | 'special_treatment_patients'> {
  const made = readMade(context, reportId);
  const stored = JSON.parse(made.content) as Record<string, unknown>;
  const content = specialTreatmentPaperSchema.parse({ ...stored, ...signedPackage(context, made) });
  const title = `${name} ${Number(content.month.slice(0, 4))}年${Number(content.month.slice(5))}月`;
  return { ...described(context, made), title, content };
}

function described(context: ServiceContext, { number, madeAt }: MadeRow) {
  const { zone } = readHospital(context, today(context));
  return { number, personId: null, businessDay: localDateOf(madeAt, zone) };
}
