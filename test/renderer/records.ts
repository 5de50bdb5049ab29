import {
  type Layer,
  type SettlementRecord,
  settlementRecordSchema,
} from '../../shared/contract/settlements.ts';
import type { CostParts } from '../../shared/engine/claim.ts';
import { negateFen } from '../../shared/money/fen.ts';

/** Ids of the form the contract wants, told apart by their last digits. */
export const madeUpId = (last: number) => `0192a1b2-0000-7000-8000-${String(last).padStart(12, '0')}`;

export const suixianLayers = [
  {
    layer: 'basic_insurance',
    title: '基本医疗保险',
    kind: null,
    baseFen: 5_400_000,
    payFen: 4_320_000,
    leftFen: 1_680_000,
    clause: '三·二定',
    steps: [
      {
        kind: 'ratio',
        baseFen: 5_400_000,
        ratioMillionths: 800_000,
        amountFen: 4_320_000,
        clause: '三·二定',
      },
    ],
    sentences: ['54,000.00 元在政策范围内，二级医院报销 80%。'],
  },
  {
    layer: 'critical_illness',
    title: '大病保险',
    kind: null,
    baseFen: 1_080_000,
    payFen: 377_000,
    leftFen: 1_303_000,
    clause: '三·三定',
    steps: [
      {
        kind: 'band',
        aboveFen: 500_000,
        upToFen: 3_000_000,
        insideFen: 580_000,
        ratioMillionths: 650_000,
        clause: '',
      },
      {
        kind: 'band',
        aboveFen: 3_000_000,
        upToFen: 10_000_000,
        insideFen: 0,
        ratioMillionths: 700_000,
        clause: '',
      },
    ],
    sentences: ['5,800.00 元报销 65%。'],
  },
  {
    layer: 'supplementary',
    title: '大病补充医疗保险',
    kind: null,
    baseFen: 1_303_000,
    payFen: 803_000,
    leftFen: 500_000,
    clause: '三·四定',
    steps: [
      {
        kind: 'guarantee',
        ratioMillionths: 900_000,
        of: 'total',
        baseFen: 6_000_000,
        paidBeforeFen: 4_697_000,
        amountFen: 703_000,
        clause: '',
      },
      {
        kind: 'patient_cap',
        capFen: 500_000,
        of: 'total',
        patientBeforeFen: 1_303_000,
        amountFen: 803_000,
        clause: '',
      },
    ],
    sentences: ['个人一年付费不超过 5,000.00 元。'],
  },
];

const settlement = {
  settlementId: madeUpId(900),
  slipNumber: 'YZT-20200310-0007',
  kind: 'final',
  reversesId: null,
  reversedById: null,
  reason: null,
  stayId: madeUpId(100),
  personId: madeUpId(1),
  personName: '王秀英',
  settledOn: '2020-03-10',
  recordedAt: '2020-03-10T06:05:33.000Z',
  recordedByName: '张敏',
  eligibilities: ['registered_poor'],
  packTitle: '随县2020年健康扶贫“四位一体”',
  packHash: 'b7'.repeat(32),
  cost: {
    totalFen: 6_000_000,
    ownExpenseFen: 300_000,
    overLimitFen: 50_000,
    preSelfPayFen: 250_000,
    inScopeFen: 5_400_000,
  },
  deductibleFen: 0,
  layers: suixianLayers,
  personalFen: 500_000,
  personalCapital: '伍仟元整',
  payments: [{ means: 'cash', amountFen: 500_000, reference: null }],
  signatory: null,
  invoiceNumber: null,
  instalments: [],
  approved: [],
  upload: { state: 'pending', platformSettlementId: null, lastReason: null, differences: [] },
};

/** The whole chain of the Suixian case: 60,000.00 of cost, 5,000.00 left to the patient. */
export function suixianRecord(changes: object = {}): SettlementRecord {
  return settlementRecordSchema.parse({ ...settlement, ...changes });
}

export function layersOf(record: SettlementRecord, payFen: readonly number[]): Layer[] {
  return payFen.map((pay, index) => ({
    ...(record.layers[0] as Layer),
    layer: `layer_${index}`,
    title: `第${index + 1}支付方`,
    payFen: pay as Layer['payFen'],
  }));
}

/** The cost parts of a reversal. */
export function negatedCost(cost: CostParts): CostParts {
  return {
    totalFen: negateFen(cost.totalFen),
    ownExpenseFen: negateFen(cost.ownExpenseFen),
    overLimitFen: negateFen(cost.overLimitFen),
    preSelfPayFen: negateFen(cost.preSelfPayFen),
    inScopeFen: negateFen(cost.inScopeFen),
  };
}
