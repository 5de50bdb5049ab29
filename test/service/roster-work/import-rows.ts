import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { importRosterInPlace } from '../../../electron/service/roster/import.ts';
import type { TestHospital } from '../harness/hospital.ts';
import { day } from '../harness/patient.ts';

const columns =
  '姓名,身份证号,户编号,与户主关系,身份类别,开始日期,结束日期,认定部门,参保地区划,乡镇,村,参保状态,联系电话';
export interface Row {
  readonly name: string;
  readonly idNumber: string;
  readonly category?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly source?: string;
  readonly village?: string;
  readonly insured?: string;
}

/** A registry's file of these rows, imported. */
export function importRows(hospital: TestHospital, asOfDay: string, rows: readonly Row[]) {
  const lines = rows.map((row) =>
    [
      row.name,
      row.idNumber,
      'H1',
      '户主',
      row.category ?? '建档立卡',
      row.begin ?? '2019-01-01',
      row.end ?? '',
      row.source ?? '扶贫办',
      '421321',
      '青山镇',
      row.village ?? '桃园村',
      row.insured ?? '正常参保',
      '13900000001',
    ].join(','),
  );
  const filePath = path.join(hospital.context.dataFolder, `${asOfDay}.csv`);
  writeFileSync(filePath, [columns, ...lines].join('\n'));
  return importRosterInPlace(hospital.context, hospital.actor('information_office'), {
    filePath,
    asOfDay: day(asOfDay),
    leaveOutRefused: false,
  });
}
