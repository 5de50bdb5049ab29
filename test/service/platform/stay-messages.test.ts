import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { fen } from '../../../shared/money/fen.ts';
import type { RecordOf } from '../../../electron/service/outbox/record.ts';
import type { UploadedItem } from '../../../electron/service/outbox/records/fees.ts';
import { acknowledging } from '../../../electron/service/platform/acknowledging.ts';
import { largestInput } from '../../../electron/service/platform/envelope.ts';
import { itemNumber, shortId } from '../../../electron/service/platform/message-id.ts';
import { partsOfFees } from '../../../electron/service/platform/messages/fees.ts';
import { recordInput } from './record-input.ts';

const day = (text: string) => text as LocalDate;
const stayId = '01890a5d-ac96-774b-bcce-b302099a8059';
const feeListId = '01890a5d-ac96-774b-bcce-b302099a8060';
const head = {
  stayId,
  person: {
    personId: '01890a5d-ac96-774b-bcce-b302099a8057',
    name: '田守义',
    idNumber: '429913195603120019',
  },
  insurance: 'resident',
  insuredRegion: '429913',
  admittedOn: day('2020-03-01'),
};
const known = { personNumber: 'P1', stayNumber: 'M1', originalNumber: 'S1' };
const item = (line: number, change: Partial<UploadedItem> = {}): UploadedItem => ({
  line,
  code: 'XY01',
  name: '头孢哌酮钠 1.5g',
  costClass: 'western_medicine',
  catalogueClass: 'B',
  price: '36.400000',
  quantity: '2',
  amountFen: fen(7_280),
  ownExpenseFen: fen(0),
  overLimitFen: fen(0),
  preSelfPayFen: fen(728),
  inScopeFen: fen(6_552),
  chargedOn: day('2020-03-02'),
  ...change,
});
const fees = (items: UploadedItem[]): RecordOf<'fees'> => ({
  kind: 'fees',
  ...head,
  feeListId,
  department: '神经内科',
  items,
});

describe('a fee item on the wire', () => {
  it('carries its amount and its parts, under a number of 30 characters of its own', () => {
    const { feedetail } = recordInput(fees([item(2)]), known) as { feedetail: object[] };
    expect(feedetail).toEqual([
      {
        feedetl_sn: `${shortId(feeListId)}0002`,
        mdtrt_id: 'M1',
        psn_no: 'P1',
        med_type: '21',
        fee_ocur_time: '2020-03-02 00:00:00',
        med_list_codg: 'XY01',
        medins_list_codg: 'XY01',
        det_item_fee_sumamt: '72.80',
        cnt: '2',
        pric: '36.400000',
        bilg_dept_name: '神经内科',
        hosp_appr_flag: '1',
        memo: '头孢哌酮钠 1.5g',
        exp_content: [
          {
            chrgitm_lv: '02',
            med_chrgitm_type: '09',
            fulamt_ownpay_amt: '0.00',
            overlmt_amt: '0.00',
            preselfpay_amt: '7.28',
            inscp_scp_amt: '65.52',
          },
        ],
      },
    ]);
  });

  it('has another number on every line, also the last of the longest list', () => {
    const numbers = Array.from({ length: 20_002 }, (_, line) => itemNumber(feeListId, line));
    expect(new Set(numbers).size).toBe(20_002);
    expect(new Set(numbers.map((number) => number.length))).toEqual(new Set([30]));
    expect(() => itemNumber(feeListId, 32 ** 4)).toThrow(RangeError);
  });
});

describe('a fee list cut into messages', () => {
  it('fits each of them with the longest numbers, loses no item, and fills them', () => {
    const items = Array.from({ length: 1_000 }, (_, index) =>
      item(index + 2, { name: `"引号"\\与长名${'药'.repeat(index % 120)}` }),
    );
    const list = { feeListId, department: '神经内科' };
    const parts = partsOfFees(list, items);
    expect(parts.flat()).toEqual(items);
    const longest = { ...known, personNumber: 'P'.repeat(30), stayNumber: 'M'.repeat(30) };
    const lengths = parts.map((part) => JSON.stringify(recordInput(fees(part), longest)).length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(largestInput);
    expect(Math.min(...lengths.slice(0, -1))).toBeGreaterThan(largestInput - 1_200);
  });

  it('is nothing where there is no item', () => {
    expect(partsOfFees({ feeListId, department: '' }, [])).toEqual([]);
  });
});

describe('what the centre says of items', () => {
  it('is read by their numbers; what it leaves out is not known, and others are not ours', () => {
    const output = {
      result: [
        { feedetl_sn: itemNumber(feeListId, 3), det_item_fee_sumamt: '72.80', preselfpay_amt: '7.2900' },
        { feedetl_sn: 'SOMEBODY', det_item_fee_sumamt: '1.00' },
      ],
    };
    const { items, number } = acknowledging(fees([item(2), item(3)]), known)(output, '');
    expect(number).toBeNull();
    expect(items).toEqual([
      {
        line: 3,
        amountFen: 7_280,
        ownExpenseFen: null,
        overLimitFen: null,
        preSelfPayFen: 729,
        inScopeFen: null,
      },
    ]);
  });
});

describe('the other messages of a stay', () => {
  const diagnoses = [{ code: 'I63.9', name: '脑梗死' }];

  it('a referral names who sent the patient, why and how long it holds', () => {
    const record: RecordOf<'referral'> = {
      kind: 'referral',
      ...head,
      referralId: stayId,
      phone: null,
      fromHospital: '测试镇卫生院',
      fromHospitalCode: null,
      referredOn: day('2020-02-29'),
      diagnosis: diagnoses[0]!,
      reason: '无条件救治',
      opinion: '同意',
      validFrom: day('2020-02-29'),
      validTo: day('2020-06-30'),
    };
    expect(recordInput(record, known)).toMatchObject({
      refmedin: {
        psn_no: 'P1',
        insutype: '390',
        diag_code: 'I63.9',
        reflin_medins_name: '测试镇卫生院',
        refl_date: '2020-02-29',
        begndate: '2020-02-29',
        enddate: '2020-06-30',
      },
    });
  });

  it('a discharge, and what undoes it and the admission', () => {
    const discharge: RecordOf<'discharge'> = {
      kind: 'discharge',
      ...head,
      dischargedOn: day('2020-03-09'),
      department: '神经内科',
      bed: '7床',
      diagnoses,
    };
    expect(recordInput(discharge, known)).toMatchObject({
      dscginfo: { mdtrt_id: 'M1', psn_no: 'P1', endtime: '2020-03-09 00:00:00', dscg_bed: '7床' },
      diseinfo: [{ diag_code: 'I63.9', maindiag_flag: '1' }],
    });
    const undone = { data: { mdtrt_id: 'M1', psn_no: 'P1' } };
    const dischargedOn = day('2020-03-09');
    expect(recordInput({ kind: 'discharge_undone', ...head, dischargedOn }, known)).toEqual(undone);
    expect(recordInput({ kind: 'admission_undone', ...head, admissionNumber: 'ZY1' }, known)).toEqual(undone);
  });

  it('a settlement list sums the payers by fund and the cost by class', () => {
    const layer = (name: string, payFen: number) => ({
      layer: name,
      kind: null,
      title: name,
      baseFen: fen(0),
      payFen: fen(payFen),
    });
    const record: RecordOf<'settlement_list'> = {
      kind: 'settlement_list',
      ...head,
      settlementId: stayId,
      settledOn: day('2020-03-10'),
      dischargedOn: day('2020-03-09'),
      slipNumber: '20200310-0001',
      packHash: 'a'.repeat(64),
      cost: {
        totalFen: fen(10_000),
        ownExpenseFen: fen(1_000),
        overLimitFen: fen(0),
        preSelfPayFen: fen(0),
        inScopeFen: fen(9_000),
      },
      deductibleFen: fen(0),
      layers: [
        layer('basic_insurance', 5_000),
        layer('supplementary', 1_000),
        layer('charity', 500),
        layer('critical_illness', 0),
      ],
      personalFen: fen(3_500),
      personalAccountFen: fen(500),
      admissionNumber: 'ZY1',
      department: '神经内科',
      phone: '13800005678',
      diagnoses,
      costByClass: [
        {
          costClass: 'chinese_herbal_medicine',
          totalFen: fen(10_000),
          classAFen: fen(9_000),
          classBFen: fen(0),
          classCFen: fen(1_000),
          inScopeFen: fen(9_000),
        },
      ],
    };
    expect(recordInput(record, known)).toMatchObject({
      setlinfo: {
        mdtrt_id: 'M1',
        setl_id: 'S1',
        hi_no: 'P1',
        gend: '1',
        brdy: '1956-03-12',
        act_ipt_days: '8',
        bill_no: '20200310-0001',
        psn_ownpay: '10.00',
        psn_selfpay: '25.00',
        acct_pay: '5.00',
        psn_cashpay: '30.00',
      },
      payinfo: [
        { fund_pay_type: '390100', fund_payamt: '50.00' },
        { fund_pay_type: '999997', fund_payamt: '15.00' },
      ],
      diseinfo: [{ diag_code: 'I63.9', maindiag_flag: '1' }],
      iteminfo: [
        {
          med_chrgitm: '10',
          amt: '100.00',
          claa_sumfee: '90.00',
          clab_amt: '0.00',
          fulamt_ownpay_amt: '10.00',
          oth_amt: '0.00',
        },
      ],
    });
  });
});
