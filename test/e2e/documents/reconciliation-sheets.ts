import { madeUpId } from '../../renderer/records.ts';
import { caseOfPaper, type Page } from './case-of-paper.ts';

const amounts = (total: number, fund: number, basic: number) => ({
  total,
  fund,
  account: 0,
  cash: null,
  basic_insurance: basic,
  critical_illness: null,
  medical_assistance: null,
  further_payers: null,
  hospital_waiver: null,
});
const line = (place: number, total: number, fund: number) => ({
  line: place,
  number: `S${String(place).padStart(14, '0')}`,
  slipNumber: `20200310-${String(place).padStart(4, '0')}`,
  admissionNumber: `ZY2003${String(place).padStart(4, '0')}`,
  stayNumber: null,
  personName: null,
  day: '2020-03-10',
  amounts: amounts(total, fund, fund),
});
const difference = (position: number, kind: string, cause: string, other: object) => ({
  position,
  side: 'centre',
  kind,
  cause,
  identity: `centre/${position}`,
  settlementId: null,
  hereFen: 0,
  thereFen: 0,
  parts: [],
  here: null,
  there: null,
  third: [],
  isNew: false,
  actCount: 0,
  ...other,
});
const sums = (side: string, count: number, totalFen: number, fundFen: number | null) => ({
  side,
  insurance: '城乡居民',
  visitType: '住院',
  clearingType: side === 'hospital' ? null : '住院',
  count,
  totalFen,
  fundFen,
  accountFen: 0,
});
const side = (of: string, title: string, lineCount: number, other: object = {}) => ({
  side: of,
  title,
  lineCount,
  sumCount: 1,
  foreignCount: 0,
  outsideCount: 0,
  matchedCount: 21,
  matchedFen: 16_000_000,
  nettedCount: 0,
  missingDays: [],
  centreSays: null,
  ...other,
});

/** The month of which 61.00 yuan are missing at the centre, by two settlements, and one line is nobody's here. */
const run = {
  runId: madeUpId(950),
  number: 'DZ20200401-0001',
  from: '2020-03-01',
  to: '2020-04-01',
  recordedAt: '2020-04-01T01:10:00.000Z',
  recordedByName: '陈静',
  signature: null,
  differenceCount: 4,
  centreGapFen: -6100,
  hospitalGapFen: 0,
  resultHash: '4f'.repeat(32),
  groups: [
    sums('window', 23, 17_123_920, 14_002_310),
    sums('centre', 23, 17_117_820, 13_996_210),
    sums('hospital', 23, 17_123_920, null),
  ],
  sides: [
    side('centre', '县医保中心 2020年3月.csv', 23, { nettedCount: 2, centreSays: '与中心的总账不一致。' }),
    side('hospital', '收费系统 三月.xlsx', 23),
  ],
  counts: [],
  differences: [
    difference(1, 'amount', 'reckoned_otherwise', {
      hereFen: 612_300,
      thereFen: 606_200,
      parts: ['total', 'fund', 'basic_insurance'],
      here: line(3, 612_300, 502_300),
      there: line(3, 606_200, 496_200),
    }),
    difference(2, 'only_here', 'not_sent', { hereFen: 120_000, here: line(9, 120_000, 90_000) }),
    difference(3, 'twice', 'submitted_twice', { thereFen: 100_000, there: line(12, 100_000, 80_000) }),
    difference(4, 'unknown', 'not_ours', { thereFen: 20_000, there: line(23, 20_000, 15_000) }),
  ],
};

const named = { entry: { title: '医疗费用对账单', number: run.number, personId: null } };

export const reconciliationSheets: readonly Page[] = [caseOfPaper('reconciliation_sheet', 'A4', run, named)];
