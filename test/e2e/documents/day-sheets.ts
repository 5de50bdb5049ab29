import { madeUpId } from '../../renderer/records.ts';
import { caseOfPaper, type Page } from './case-of-paper.ts';

const taking = (means: string, collectedFen: number, debtFen: number, refundedFen: number) => ({
  means,
  collectedFen,
  debtFen,
  refundedFen,
  netFen: collectedFen + debtFen - refundedFen,
});

/** A day on which everything happened: several means, a debt paid, a reversal, a variance, a reprint. */
const day = {
  clerkId: madeUpId(900),
  clerkName: '张敏',
  since: '2020-03-09T09:40:00.000Z',
  firstAt: '2020-03-10T00:12:00.000Z',
  lastPostingId: madeUpId(901),
  openingFloatFen: 20_000,
  takings: [
    taking('cash', 1_203_450, 50_000, 88_030),
    taking('bank', 350_000, 0, 0),
    taking('mobile', 640_028, 20_000, 0),
    taking('personal_account', 12_000, 0, 0),
    taking('deferred', 300_000, -70_000, 0),
  ],
  waivedFen: 0,
  writtenOffFen: 0,
  roundingFen: 2,
  correctedFen: 0,
  expectedCashFen: 1_185_420,
  settlementCount: 23,
  settledFen: 18_360_471,
  personalFen: 2_417_448,
  reversalCount: 1,
  firstSlip: '20200310-0001',
  lastSlip: '20200310-0024',
  voided: [{ slipNumber: '20200310-0011', reversalNumber: '20200310-0012', reason: '费用清单录错' }],
  reprintCount: 1,
  reprints: [{ number: '20200310-0003', title: '结算单', copyNumber: 1, reason: '患者遗失' }],
  dayCloseId: madeUpId(902),
  number: 'RJ20200310-0001',
  businessDay: '2020-03-10',
  closedAt: '2020-03-10T09:31:00.000Z',
  closedByName: '张敏',
  closedForReason: null,
  counts: [
    { faceFen: 10_000, pieces: 115 },
    { faceFen: 5000, pieces: 5 },
    { faceFen: 1000, pieces: 8 },
    { faceFen: 100, pieces: 14 },
    { faceFen: 10, pieces: 2 },
  ],
  countedFen: 1_184_420,
  floatLeftFen: 20_000,
  handedOverFen: 1_164_420,
  varianceFen: -1000,
  varianceReason: '找零时可能多给了 10 元',
  confirmation: null,
  aloneActs: [],
  corrections: [],
};

const foundLater = {
  ...day,
  confirmation: { at: '2020-03-10T10:05:00.000Z', byName: '李会计' },
  corrections: [{ at: '2020-03-11T00:30:00.000Z', byName: '张敏', amountFen: 1000, reason: '在桌下找到' }],
};

/** A night with nobody else there: one act approved, one objected to, one of the night before still waiting. */
const alone = (at: string, act: string, subject: string, verdict: 'approved' | 'objected' | null) => ({
  at,
  act,
  subject,
  aloneReason: '夜间只有我一人，患者等着转院',
  verdict,
  answeredByName: verdict === null ? null : '王组长',
});
const actedAlone = {
  ...day,
  aloneActs: [
    alone('2020-03-08T15:10:00.000Z', 'settlements.reverse', '20200308-0019', null),
    alone('2020-03-09T15:30:00.000Z', 'settlements.reverse', '20200309-0031', 'approved'),
    alone('2020-03-09T17:02:00.000Z', 'corrections.runChain', '20200309-0033', 'objected'),
  ],
};

const head = { logHead: '48213-9f2c-04be-77d1-ab30' };
const named = { head, entry: { title: '窗口收费日结单', number: day.number, personId: null } };

const windowDay = {
  businessDay: day.businessDay,
  closes: [
    foundLater,
    {
      ...actedAlone,
      dayCloseId: madeUpId(903),
      number: 'RJ20200310-0002',
      clerkName: '阿依古丽·买买提',
      firstSlip: '20200310-0025',
      lastSlip: '20200310-0041',
      varianceFen: 0,
      varianceReason: null,
    },
  ],
  openClerks: ['王海燕'],
};
const ofWindow = {
  head,
  entry: { title: '窗口日结汇总', number: 'CK20200310-01', personId: null },
};

export const daySheets: readonly Page[] = [
  caseOfPaper('window_day_sheet', 'A4_landscape', windowDay, ofWindow),
  caseOfPaper('day_sheet', 'A4', day, named),
  caseOfPaper('day_sheet', 'A5', day, named),
  caseOfPaper('day_sheet', 'A5', foundLater, { ...named, as: 'confirmed' }),
  caseOfPaper('day_sheet', 'A5', actedAlone, { ...named, as: 'acted-alone' }),
];
