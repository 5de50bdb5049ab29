import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LocalDate } from '../../../../shared/calendar/local-date.ts';
import { fen } from '../../../../shared/money/fen.ts';
import type { UploadRecord } from '../../../../electron/service/outbox/record.ts';
import type { KnownNumbers } from '../../../../electron/service/platform/known-numbers.ts';
import { messageIdOf } from '../../../../electron/service/platform/message-id.ts';
import { identifyInput, transactionOf } from '../../../../electron/service/platform/messages.ts';
import type { Holdings } from '../../../../electron/service/practice/platform/holdings.ts';
import {
  type PracticePlatform,
  startPracticePlatform,
} from '../../../../electron/service/practice/platform/server.ts';
import { madeUpIdNumber } from '../../outbox/facts.ts';
import { recordInput } from '../../platform/record-input.ts';

const clock = { now: () => new Date('2020-03-10T02:00:00.000Z') };
const dataFolder = mkdtempSync(path.join(tmpdir(), 'onestop-practice-life-'));
let platform: PracticePlatform;

beforeAll(async () => {
  const keyHex = '13'.repeat(32);
  const demands = { signIn: false };
  platform = await startPracticePlatform({
    dataFolder,
    keyHex,
    nativeBinding: null,
    clock,
    port: 0,
    demands,
  });
});
afterAll(async () => {
  await platform.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

const address = () => `http://127.0.0.1:${platform.port}/`;

interface Answered {
  readonly said: string;
  readonly msgid: string;
  readonly output: Record<string, Record<string, string>>;
}

/** What the centre said; an empty text where it accepted. */
async function post(infno: string, input: object): Promise<Answered> {
  const msgid = messageIdOf(newId(), 0);
  const message = {
    infno,
    msgid,
    mdtrtarea_admvs: '429913',
    insuplc_admdvs: '429913',
    infver: 'V1.0',
    opter: 'window',
    opter_name: '1号窗',
    inf_time: '2020-03-10 10:00:00',
    fixmedins_code: 'H42991300001',
    fixmedins_name: '测试县人民医院',
    input,
  };
  const response = await fetch(address(), { method: 'POST', body: JSON.stringify(message) });
  const answer = (await response.json()) as { infcode: number; err_msg: string; output: Answered['output'] };
  return { said: answer.infcode === 0 ? '' : answer.err_msg, msgid, output: answer.output };
}

let head: Pick<UploadRecord, 'stayId' | 'person' | 'insurance' | 'insuredRegion'> & { admittedOn: LocalDate };
let known: KnownNumbers;
let admissionNumber: string;
let feeListId: string;

const send = (record: Record<string, unknown> & { kind: UploadRecord['kind'] }): Promise<Answered> =>
  post(transactionOf[record.kind], recordInput({ ...head, ...record } as UploadRecord, known));
const correct = (kind: UploadRecord['kind'], omsgid: string) =>
  post('2601', { data: { psn_no: known.personNumber, omsgid, oinfno: transactionOf[kind] } });
const visit = async () => {
  const response = await fetch(`${address()}holdings?admissionNumber=${admissionNumber}`);
  return ((await response.json()) as Holdings).visits[0];
};

const diagnoses = [{ code: 'I63.9', name: '脑梗死' }];
const admission = () => ({
  kind: 'admission' as const,
  admissionNumber,
  visitType: 'inpatient',
  place: 'county',
  department: '神经内科',
  bed: null,
  phone: null,
  diagnoses,
});
const fees = () => ({
  kind: 'fees' as const,
  feeListId,
  department: '神经内科',
  items: [item(2, 10, 90), item(3, 0, 100)],
});
const item = (line: number, own: number, inScope: number) => ({
  line,
  code: `XM${line}`,
  name: '项目',
  costClass: 'other',
  catalogueClass: 'A',
  price: '1.00',
  quantity: '1',
  amountFen: fen(own + inScope),
  ownExpenseFen: fen(own),
  overLimitFen: fen(0),
  preSelfPayFen: fen(0),
  inScopeFen: fen(inScope),
  chargedOn: '2020-03-02',
});
const withdrawal = () => ({ kind: 'fees_withdrawal' as const, feeListId, lines: [2, 3] });
const discharge = () => ({
  kind: 'discharge' as const,
  dischargedOn: '2020-03-09',
  department: '神经内科',
  bed: null,
  diagnoses,
});
const undone = (kind: 'discharge_undone' | 'admission_undone') => ({
  kind,
  dischargedOn: '2020-03-09',
  admissionNumber,
});
const settlement = (totalFen = 200) => ({
  kind: 'settlement' as const,
  settlementId: newId(),
  interim: false,
  settledOn: '2020-03-10',
  dischargedOn: '2020-03-09',
  slipNumber: '1',
  packHash: 'a'.repeat(64),
  cost: {
    totalFen: fen(totalFen),
    ownExpenseFen: fen(10),
    overLimitFen: fen(0),
    preSelfPayFen: fen(0),
    inScopeFen: fen(totalFen - 10),
  },
  deductibleFen: fen(0),
  layers: [],
  personalFen: fen(totalFen),
  personalAccountFen: fen(0),
});
const listOf = (settled: ReturnType<typeof settlement>, itemsFen = settled.cost.totalFen) => ({
  ...settled,
  kind: 'settlement_list' as const,
  admissionNumber,
  department: '神经内科',
  phone: null,
  diagnoses,
  costByClass: [
    {
      costClass: 'other',
      totalFen: itemsFen,
      classAFen: itemsFen,
      classBFen: 0,
      classCFen: 0,
      inScopeFen: itemsFen,
    },
  ],
});

beforeEach(async () => {
  const stayId = newId();
  const person = { personId: newId(), name: '田守义', idNumber: madeUpIdNumber() };
  const admittedOn = '2020-03-01' as LocalDate;
  head = { stayId, person, insurance: 'resident', insuredRegion: '429913', admittedOn };
  admissionNumber = stayId.slice(-20);
  feeListId = newId();
  const { output } = await post('1101', identifyInput(person, '2020-03-10 10:00:00'));
  known = { personNumber: output['baseinfo']!['psn_no']!, stayNumber: null, originalNumber: null };
  const admitted = await send(admission());
  known = { ...known, stayNumber: admitted.output['result']!['mdtrt_id']! };
});

describe('fee items at the centre', () => {
  it('are held once by their numbers, and withdrawn once', async () => {
    expect((await send(fees())).said).toBe('');
    expect((await send(fees())).said).toContain('重复');
    expect(await visit()).toMatchObject({ itemCount: 2, itemTotalFen: 200 });
    expect((await send(withdrawal())).said).toBe('');
    expect((await send(withdrawal())).said).toContain('不存在或已撤销');
    expect(await visit()).toMatchObject({ itemCount: 0 });
    expect((await send(fees())).said).toBe('');
  });

  it('are what is settled: another sum is refused, and nothing of them changes afterwards', async () => {
    await send(fees());
    expect((await send(settlement(201))).said).toContain('费用明细之和');
    expect((await send(settlement())).said).toBe('');
    expect((await send(withdrawal())).said).toContain('已结算');
    feeListId = newId();
    expect((await send(fees())).said).toContain('已结算');
  });

  it('with parts that do not sum up are refused whole', async () => {
    const wrong = { ...fees(), items: [item(2, 10, 90), { ...item(3, 0, 100), ownExpenseFen: fen(1) }] };
    expect((await send(wrong)).said).toContain('各部分之和');
    expect(await visit()).toMatchObject({ itemCount: 0 });
  });
});

describe('a visit', () => {
  it('is undone in the reverse order only', async () => {
    await send(fees());
    await send(discharge());
    expect((await send(discharge())).said).toContain('已办理出院');
    const settled = await send(settlement());
    expect((await send(undone('discharge_undone'))).said).toContain('已结算');
    expect((await send(undone('admission_undone'))).said).toContain('已有结算');
    const setlId = settled.output['setlinfo']!['setl_id']!;
    known = { ...known, originalNumber: setlId };
    const { kind: _kind, interim: _interim, ...rest } = settlement();
    const negated = {
      ...rest,
      kind: 'reversal' as const,
      reversesId: newId(),
      cost: { totalFen: -200, ownExpenseFen: -10, overLimitFen: 0, preSelfPayFen: 0, inScopeFen: -190 },
      personalFen: -200,
    };
    expect((await send(negated)).said).toBe('');
    expect((await send(undone('admission_undone'))).said).toContain('已办理出院');
    expect((await send(undone('discharge_undone'))).said).toBe('');
    expect((await send(undone('admission_undone'))).said).toContain('已有费用');
    expect((await send(withdrawal())).said).toBe('');
    expect((await send(undone('admission_undone'))).said).toBe('');
    expect(await visit()).toBeUndefined();
  });

  it('is as if a corrected message had never come: each of them, and again what it undid', async () => {
    const fee = await send(fees());
    expect((await correct('fees', fee.msgid)).said).toBe('');
    expect(await visit()).toMatchObject({ itemCount: 0 });
    await send(fees());
    const withdrawn = await send(withdrawal());
    await correct('fees_withdrawal', withdrawn.msgid);
    expect(await visit()).toMatchObject({ itemCount: 2 });
    const left = await send(discharge());
    await correct('discharge', left.msgid);
    expect(await visit()).toMatchObject({ dischargedAt: null });
    await send(discharge());
    const back = await send(undone('discharge_undone'));
    await correct('discharge_undone', back.msgid);
    expect(await visit()).toMatchObject({ dischargedAt: '2020-03-09 00:00:00' });
    await send(undone('discharge_undone'));
    await send(withdrawal());
    const gone = await send(undone('admission_undone'));
    await correct('admission_undone', gone.msgid);
    expect(await visit()).toBeDefined();
  });

  it('that is settled does not let go of what it stands on', async () => {
    const fee = await send(fees());
    const left = await send(discharge());
    await send(settlement());
    expect((await correct('fees', fee.msgid)).said).toContain('已结算');
    expect((await correct('discharge', left.msgid)).said).toContain('已结算');
    expect((await correct('admission', fee.msgid)).said).toContain('不符');
  });
});

describe('a settlement list', () => {
  it('is taken once for each settlement that it agrees with, and again after a correction', async () => {
    const settled = settlement();
    const { output } = await send(settled);
    known = { ...known, originalNumber: output['setlinfo']!['setl_id']! };
    expect((await send(listOf(settled, fen(199)))).said).toContain('收费项目之和');
    const first = await send(listOf(settled));
    expect(first.said).toBe('');
    expect((await send(listOf(settled))).said).toContain('已上传清单');
    expect((await correct('settlement_list', first.msgid)).said).toBe('');
    expect((await send(listOf(settled))).said).toBe('');
  });
});
