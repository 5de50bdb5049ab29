import { describe, expect, it } from 'vitest';
import {
  affectedWords,
  eligibilityWords,
  lateLine,
  moneyWords,
  patientWords,
} from '../../../renderer/corrections/words.ts';
import { affectedSchema, differencesSchema } from '../../../shared/contract/corrections.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { change, changedSettlement } from './changes.ts';

const differences = (changes: object = {}) =>
  differencesSchema.parse({
    personId: changedSettlement().settlementId,
    year: 2020,
    because: ['roster'],
    rosterAsOf: '2020-03-09',
    snapshot: null,
    settlements: [{ ...changedSettlement(), refusal: null }],
    layers: [],
    personal: change(1_703_333, 500_000),
    ...changes,
  });

describe('the quiet line of the person panel', () => {
  it('says what is new, how many settlements it touches and what it is to the patient', () => {
    expect(lateLine(differences())).toBe('新名册与 1 笔结算不一致，个人应付差额 −12,033.33 元');
    expect(lateLine(differences({ because: ['roster', 'elsewhere'], personal: change(0, 1) }))).toBe(
      '新名册、平台年度累计与 1 笔结算不一致，个人应付差额 +0.01 元',
    );
    expect(lateLine(differences({ personal: change(5, 5) }))).toContain('个人应付不变，各方支付有差额');
  });

  it('is not there where nothing differs', () => {
    expect(lateLine(differences({ settlements: [] }))).toBeUndefined();
  });
});

describe('what it comes to for the patient', () => {
  const none = change(0, 0);
  const fen = (amount: number) => amount as Fen;

  it('is one of a refund, something due, or neither', () => {
    expect(moneyWords(fen(46_667), fen(0))).toContain('应退患者 466.67 元');
    expect(moneyWords(fen(0), fen(46_667))).toContain('患者应补 466.67 元');
    expect(moneyWords(fen(0), fen(0))).toContain('不退不补');
  });

  it('names a debt only where it changes', () => {
    expect(patientWords({ refundFen: fen(0), dueFen: fen(0), deferred: none })).not.toContain('欠费');
    const deferred = change(30_000, 20_000);
    expect(patientWords({ refundFen: fen(0), dueFen: fen(0), deferred })).toContain(
      '欠费由 300.00 元变为 200.00 元',
    );
  });
});

describe('eligibilities', () => {
  it('are named before and after where they changed, and once where they did not', () => {
    const poor = ['registered_poor' as const];
    expect(eligibilityWords({ eligibilitiesBefore: [], eligibilitiesAfter: poor })).toBe(
      '普通居民 → 建档立卡',
    );
    expect(eligibilityWords({ eligibilitiesBefore: poor, eligibilitiesAfter: poor })).toBe('建档立卡');
  });
});

it('the list of persons says which roster it is of, and that nothing changes by itself', () => {
  const nothing = { persons: [], more: false, layers: [], personal: change(0, 0) };
  const roster = { importId: changedSettlement().settlementId, fileName: '更正.csv', asOfDay: '2020-03-09' };
  const list = (changes: object) => affectedWords(affectedSchema.parse({ ...nothing, ...changes }));
  const person = {
    personId: changedSettlement().settlementId,
    personName: '欧阳建国',
    maskedIdNumber: '4299** ******** **17',
    settlementCount: 2,
    firstSettlementId: changedSettlement().settlementId,
    personal: change(1, 2),
  };
  expect(list({ roster: null })).toBe('还没有导入过名册。');
  expect(list({ roster })).toBe('最新名册（2020-03-09，更正.csv）给出的身份与本年的结算没有差额。');
  expect(list({ roster, persons: [person] })).toContain(
    '与下面 1 人本年的结算不一致。已经结算的不会自动改变',
  );
});
