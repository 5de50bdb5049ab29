import {
  type Change,
  type SettlementChange,
  settlementChangeSchema,
} from '../../../shared/contract/corrections.ts';
import { madeUpId } from '../records.ts';

export function change(beforeFen: number, afterFen: number): Change {
  return { beforeFen, afterFen, differenceFen: afterFen - beforeFen } as Change;
}

/** A settlement that was made as ordinary and would count as registered poor. */
export function changedSettlement(changes: object = {}): SettlementChange {
  return settlementChangeSchema.parse({
    settlementId: madeUpId(1),
    slipNumber: '20200310-0002',
    stayId: madeUpId(2),
    admissionNumber: 'ZY1',
    department: '神经内科',
    settledOn: '2020-03-10',
    eligibilitiesBefore: [],
    eligibilitiesAfter: ['registered_poor'],
    total: change(6_000_000, 6_000_000),
    layers: [
      { layer: 'basic_insurance', title: '基本医疗保险', ...change(4_320_000, 4_320_000) },
      { layer: 'critical_illness', title: '大病保险', ...change(0, 377_000) },
    ],
    personal: change(1_680_000, 1_303_000),
    ...changes,
  });
}
