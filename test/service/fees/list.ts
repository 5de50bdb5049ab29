import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestHospital } from '../harness/hospital.ts';

export interface TestLine {
  readonly code?: string;
  readonly name?: string;
  readonly catalogueClass?: '甲' | '乙' | '丙';
  readonly ratio?: string;
  readonly limit?: string;
  /** Yuan. */
  readonly price?: number;
  readonly quantity?: number;
  readonly on?: string;
  readonly serial?: string;
  readonly admissionNumber?: string;
}

const headings =
  '项目编码,项目名称,费用类别,目录等级,先行自付比例,限价,单价,数量,金额,费用日期,单位,流水号,住院号';

/** A fee list as a file: by default one injection of 36.40 on 2 March 2020. */
export function writeList(
  hospital: Pick<TestHospital, 'context'>,
  name: string,
  lines: readonly TestLine[],
  folder = hospital.context.dataFolder,
): string {
  const rows = lines.map((line) => {
    const { code = 'XY01', catalogueClass = '乙', price = 36.4, quantity = 1, on = '2020-03-02' } = line;
    const ratio = line.ratio ?? (catalogueClass === '乙' ? '10%' : '');
    const amount = (Math.round(price * quantity * 100) / 100).toFixed(2);
    return [
      code,
      line.name ?? `项目${code}`,
      '西药',
      catalogueClass,
      ratio,
      line.limit ?? '',
      price,
      quantity,
      amount,
      on,
      '支',
      line.serial ?? '',
      line.admissionNumber ?? '',
    ].join(',');
  });
  const file = path.join(folder, name);
  writeFileSync(file, [headings, ...rows].join('\r\n'));
  return file;
}
