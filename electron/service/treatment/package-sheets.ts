import type {
  SpecialCase,
  SpecialRow,
  SpecialTreatment,
} from '../../../shared/contract/special-treatment.ts';
import {
  type LateStep,
  treatmentClassTitles,
  type TreatmentLine,
  treatmentStateTitles,
} from '../../../shared/contract/treatment.ts';
import type { SpreadsheetCell } from '../spreadsheets/cell.ts';
import type { Sheet } from '../spreadsheets/spreadsheet.ts';

const amountParts = [
  ['totalFen', '医疗费总额'],
  ['inScopeFen', '政策范围内'],
  ['basicFen', '基本医保'],
  ['criticalIllnessFen', '大病保险'],
  ['assistanceFen', '医疗救助'],
  ['otherFen', '补充及其他'],
  ['personalFen', '个人负担'],
] as const;

function amountCells(row: SpecialRow | SpecialCase): SpreadsheetCell[] {
  return amountParts.map(([part]) => ({ fen: row[part] }));
}

/** A month's package for a spreadsheet: the table, the register, the patients, and what is told late. */
export function packageSheets({ month, table, total, register, ...ledger }: SpecialTreatment): Sheet[] {
  const counts = ({ disease, peopleCount, count, inCountyCount }: SpecialRow): SpreadsheetCell[] => [
    disease,
    { count: peopleCount },
    { count },
    { count: inCountyCount },
  ];
  const titles = amountParts.map(([, title]) => title);
  return [
    {
      name: '月报表',
      headRows: 1,
      rows: [
        [`病种（${month}）`, '救治人数', '结算人次', '县域内人次', ...titles],
        ...[...table, total, ...(ledger.lateTotal === null ? [] : [ledger.lateTotal])].map((row) => [
          ...counts(row),
          ...amountCells(row),
        ]),
      ],
    },
    {
      name: '救治台账',
      headRows: 1,
      rows: [
        [...registerHeads, ...titles],
        ...register.map((row) => [...registerCells(row), ...amountCells(row)]),
      ],
    },
    { name: '救治对象名单', headRows: 1, rows: [patientHeads, ...ledger.patients.map(patientCells)] },
    {
      name: '补报的结算',
      headRows: 1,
      rows: [
        [...registerHeads, ...titles],
        ...ledger.lateRegister.map((row) => [...registerCells(row), ...amountCells(row)]),
      ],
    },
    { name: '补报的救治情况', headRows: 1, rows: [lateHeads, ...ledger.lateSteps.map(lateCells)] },
  ];
}

const patientHeads = [
  '姓名',
  '性别',
  '年龄',
  '身份证号',
  '住址',
  '资格',
  '名单',
  '病种',
  '状态',
  '救治类别',
  '列入',
  '核实',
  '入院',
  '出院',
  '救治医院',
  '说明',
];

function patientCells(row: TreatmentLine): SpreadsheetCell[] {
  const day = (value: TreatmentLine['confirmedOn']) => (value === null ? null : { day: value });
  return [
    row.personName,
    row.sex,
    { count: row.ageYears },
    row.maskedIdNumber,
    row.address,
    row.eligibilities,
    row.list,
    row.disease,
    treatmentStateTitles[row.state],
    row.treatmentClass === null ? '' : treatmentClassTitles[row.treatmentClass],
    day(row.foundOn),
    day(row.confirmedOn),
    day(row.admittedOn),
    day(row.dischargedOn),
    row.hospitalName,
    row.words,
  ];
}

const lateHeads = ['姓名', '身份证号', '病种', '状态', '发生日期', '登记日期', '说明'];

function lateCells(row: LateStep): SpreadsheetCell[] {
  return [
    row.personName,
    row.maskedIdNumber,
    row.disease,
    treatmentStateTitles[row.state],
    { day: row.happenedOn },
    { day: row.recordedOn },
    row.words,
  ];
}

const registerHeads = [
  '结算单号',
  '姓名',
  '性别',
  '年龄',
  '身份证号',
  '住址',
  '资格',
  '病种',
  '主要诊断',
  '住院号',
  '入院',
  '出院',
  '结算日期',
  '就医地',
];

function registerCells(row: SpecialCase): SpreadsheetCell[] {
  return [
    row.slipNumber,
    row.isReversal ? `${row.personName}（撤销）` : row.personName,
    row.sex,
    row.ageYears === null ? null : { count: row.ageYears },
    row.maskedIdNumber,
    row.address,
    row.eligibilities,
    row.disease,
    row.diagnosis,
    row.admissionNumber,
    { day: row.admittedOn },
    row.dischargedOn === null ? null : { day: row.dischargedOn },
    { day: row.businessDay },
    row.place,
  ];
}
