import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { importCatalogue } from '../../../electron/service/catalogue/import.ts';
import { importFees } from '../../../electron/service/fees/import-fees.ts';
import type { TestHospital } from '../../service/harness/hospital.ts';
import { addPerson, addStay, day, putSuixianIntoForce } from '../../service/harness/patient.ts';

const codeOf = (index: number): string => `ML${String(index).padStart(6, '0')}`;

/** A county's catalogue of so many items, in force since the year began. */
export async function catalogueOf(hospital: TestHospital, items: number): Promise<void> {
  const rows = Array.from({ length: items }, (_, index) =>
    [codeOf(index), `目录项目${index}`, index % 3 === 0 ? '甲' : '乙', '10%', '', '2020-01-01', ''].join(','),
  );
  const filePath = path.join(hospital.context.dataFolder, '目录.csv');
  writeFileSync(
    filePath,
    ['目录编码,项目名称,目录等级,先行自付比例,限价,开始日期,结束日期', ...rows].join('\n'),
  );
  const actor = hospital.actor('information_office');
  await importCatalogue(hospital.context, actor, {
    filePath,
    fromDay: day('2020-01-01'),
    leaveOutRefused: false,
  });
}

/** A discharged stay of 2,000 lines: 300 items over nine days. @returns its id */
export async function chargeTwoThousand(hospital: TestHospital): Promise<string> {
  putSuixianIntoForce(hospital);
  const stayId = addStay(hospital, addPerson(hospital));
  const rows = Array.from({ length: 2000 }, (_, index) => {
    const item = index % 300;
    const [price, quantity] = [((item % 90) + 10) / 10, (index % 5) + 1];
    return [
      item % 50 === 0 ? `H${item}` : codeOf(item * 7),
      `项目${item}`,
      '西药',
      item % 4 === 0 ? '甲' : item % 29 === 0 ? '丙' : '乙',
      item % 4 === 0 ? '' : '10%',
      '',
      price,
      quantity,
      Math.round(price * quantity * 100) / 100,
      `2020-03-0${(index % 9) + 1}`,
    ].join(',');
  });
  const file = path.join(hospital.context.dataFolder, '费用.csv');
  writeFileSync(
    file,
    ['项目编码,项目名称,费用类别,目录等级,先行自付比例,限价,单价,数量,金额,费用日期', ...rows].join('\n'),
  );
  await importFees(hospital.context, hospital.actor('clerk'), stayId, file);
  return stayId;
}
