import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { fen } from '../../../shared/money/fen.ts';
import type { AmountsRecord, UploadRecord } from '../../../electron/service/outbox/record.ts';
import { askInput, correctInput, identifyInput } from '../../../electron/service/platform/messages.ts';
import { messageIdOf, shortId } from '../../../electron/service/platform/message-id.ts';
import { balances } from '../../../electron/service/platform/payers.ts';
import { parseWireText, wireYuan, wireYuanOrNothing } from '../../../electron/service/platform/wire-text.ts';
import { recordInput } from './record-input.ts';

const person = {
  personId: '01890a5d-ac96-774b-bcce-b302099a8057',
  name: '田守义',
  idNumber: '429913195603120019',
};
const known = { personNumber: 'P1', stayNumber: 'M1', originalNumber: 'S1' };

/** The chain of the Suixian document: 60000 in all, 54000 in scope. */
const settlement: Extract<UploadRecord, { kind: 'settlement' }> = {
  kind: 'settlement',
  settlementId: '01890a5d-ac96-774b-bcce-b302099a8058',
  interim: false,
  stayId: '01890a5d-ac96-774b-bcce-b302099a8059',
  person,
  insurance: 'resident',
  insuredRegion: '429913',
  settledOn: '2020-03-10' as LocalDate,
  dischargedOn: null,
  slipNumber: '20200310-0001',
  packHash: 'a'.repeat(64),
  cost: {
    totalFen: fen(6_000_000),
    ownExpenseFen: fen(300_000),
    overLimitFen: fen(50_000),
    preSelfPayFen: fen(250_000),
    inScopeFen: fen(5_400_000),
  },
  deductibleFen: fen(0),
  layers: [
    ['basic_insurance', '基本医疗保险', 4_320_000],
    ['critical_illness', '大病保险', 377_000],
    ['medical_assistance', '医疗救助', 0],
    ['supplementary', '大病补充医疗保险', 703_000],
    ['temporary_relief', '临时救助', 90_000],
    ['hospital_waiver', '医院减免', 10_000],
  ].map(([layer, title, pay]) => ({
    layer: layer as string,
    kind: null,
    title: title as string,
    baseFen: fen(5_400_000),
    payFen: fen(pay as number),
  })),
  personalFen: fen(500_000),
  personalAccountFen: fen(12_345),
};

describe('a settlement on the wire', () => {
  it('carries its cost as yuan with two decimals, under the numbers of the platform', () => {
    expect(recordInput(settlement, known)).toMatchObject({
      data: {
        psn_no: 'P1',
        mdtrt_id: 'M1',
        mdtrt_cert_type: '02',
        mdtrt_cert_no: '429913195603120019',
        insutype: '390',
        mid_setl_flag: '0',
        acct_used_flag: '1',
        invono: '20200310-0001',
        medfee_sumamt: '60000.00',
        fulamt_ownpay_amt: '3000.00',
        overlmt_selfpay: '500.00',
        preselfpay_amt: '2500.00',
        inscp_scp_amt: '54000.00',
        dscgTime: '2020-03-10 00:00:00',
      },
    });
  });

  it('puts each payer into its field; further payers are summed in one and named one by one', () => {
    const { data } = recordInput(settlement, known) as { data: { exp_content: object[] } };
    expect(data.exp_content).toHaveLength(1);
    expect(data.exp_content[0]).toMatchObject({
      our_setl_id: settlement.settlementId,
      hifp_pay: '43200.00',
      hifmi_pay: '3770.00',
      maf_pay: '0.00',
      oth_pay: '7930.00',
      hosp_part_amt: '100.00',
      fund_pay_sumamt: '54900.00',
      psn_part_amt: '5000.00',
      acct_pay: '123.45',
      psn_cash_pay: '4876.55',
    });
    const { setldetail } = data.exp_content[0] as { setldetail: Record<string, string>[] };
    expect(setldetail.map((one) => [one['our_layer'], one['fund_pay_type'], one['fund_payamt']])).toEqual([
      ['basic_insurance', '390100', '43200.00'],
      ['critical_illness', '390200', '3770.00'],
      ['medical_assistance', '610100', '0.00'],
      ['supplementary', '999997', '7030.00'],
      ['temporary_relief', '999997', '900.00'],
      ['hospital_waiver', '999996', '100.00'],
    ]);
  });

  it('balances by both identities, and by one fen less it does not', () => {
    expect(balances(settlement)).toBe(true);
    const oneFenMore = { ...settlement, personalFen: fen(500_001) };
    const oneFenInScope = { ...settlement, cost: { ...settlement.cost, inScopeFen: fen(5_400_001) } };
    expect(balances(oneFenMore)).toBe(false);
    expect(balances(oneFenInScope)).toBe(false);
  });
});

describe('the other messages', () => {
  it('a reversal names the settlement it negates by the number of the platform, and ours', () => {
    const { kind: _kind, interim: _interim, ...rest } = settlement;
    const reversal: AmountsRecord = { ...rest, kind: 'reversal', reversesId: settlement.settlementId };
    expect(recordInput(reversal, known)).toMatchObject({
      data: {
        mdtrt_id: 'M1',
        setl_id: 'S1',
        psn_no: 'P1',
        exp_content: [{ our_reversed_setl_id: settlement.settlementId }],
      },
    });
  });

  it('an admission carries the stay and every diagnosis, the first as the main one', () => {
    const admission: UploadRecord = {
      kind: 'admission',
      stayId: settlement.stayId,
      person,
      insurance: 'resident',
      insuredRegion: '429913',
      admissionNumber: 'ZY20200301',
      visitType: 'inpatient',
      place: 'county',
      department: '神经内科',
      bed: null,
      admittedOn: '2020-03-01' as LocalDate,
      diagnoses: [
        { code: 'I63.9', name: '脑梗死' },
        { code: 'I10', name: '高血压' },
      ],
      phone: null,
    };
    expect(recordInput(admission, known)).toMatchObject({
      mdtrtinfo: { psn_no: 'P1', med_type: '21', ipt_no: 'ZY20200301', begntime: '2020-03-01 00:00:00' },
      diseinfo: [
        { diag_code: 'I63.9', maindiag_flag: '1', diag_srt_no: '1' },
        { diag_code: 'I10', maindiag_flag: '0', diag_srt_no: '2' },
      ],
    });
  });

  it('the questions name the person, the stay, the message', () => {
    expect(identifyInput(person, '2020-03-10 10:00:00')).toMatchObject({
      data: { certno: person.idNumber, psn_name: '田守义', psn_cert_type: '01', mdtrt_cert_type: '02' },
    });
    // A name on an ID card may be longer than its field; no character is cut in two.
    for (const name of ['买'.repeat(60), `${'买'.repeat(49)}𠮷安`]) {
      const asked = JSON.stringify(identifyInput({ ...person, name }, '2020-03-10 10:00:00'));
      expect(/"psn_name":"(买+)"/.exec(asked)![1]!.length).toBe(name.includes('𠮷') ? 49 : 50);
    }
    expect(askInput(known)).toEqual({ data: { psn_no: 'P1', setl_id: '', mdtrt_id: 'M1' } });
    expect(correctInput('P1', 'X', '2401')).toEqual({ data: { psn_no: 'P1', omsgid: 'X', oinfno: '2401' } });
  });
});

describe('the message id', () => {
  it('is the 128 bits of the row in 26 digits, and the count of corrections in two', () => {
    expect(shortId('00000000-0000-0000-0000-000000000000')).toBe('0'.repeat(26));
    expect(shortId('ffffffff-ffff-ffff-ffff-ffffffffffff')).toBe(`7${'Z'.repeat(25)}`);
    expect(shortId('00000000-0000-0000-0000-000000000021')).toBe(`${'0'.repeat(24)}11`);
    expect(messageIdOf(settlement.settlementId, 3)).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}03$/);
    expect(messageIdOf(settlement.settlementId, 3)).toHaveLength(28);
  });

  it('is another one for every other id', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (left, right) => {
        expect(shortId(left) === shortId(right)).toBe(left === right);
      }),
    );
  });

  it('is refused for what is no uuid, and beyond 99 corrections', () => {
    expect(() => shortId('7')).toThrow(TypeError);
    expect(() => messageIdOf(settlement.settlementId, 100)).toThrow(RangeError);
  });
});

describe('amounts on the wire', () => {
  it('are read as the text that stands there, with quotes or without, never as floats', () => {
    const read = parseWireText('{"a": 1409.50, "b": "1409.50", "c": [0.1, -3], "d": 9007199254740993}');
    expect(read).toEqual({ a: '1409.50', b: '1409.50', c: ['0.1', '-3'], d: '9007199254740993' });
  });

  it('may have zeros beyond the second decimal, and nothing else there', () => {
    expect(wireYuan.parse('3379.2600')).toBe(337_926);
    expect(wireYuan.parse('-3379.26')).toBe(-337_926);
    expect(wireYuan.parse('12')).toBe(1_200);
    for (const text of ['1.005', '1e3', '', ' 1', '1,000.00', 'NaN', '99999999999.00']) {
      expect(wireYuan.safeParse(text).success).toBe(false);
    }
  });

  it('that a centre leaves out or sends empty are zero', () => {
    expect([undefined, null, '', '0.01'].map((value) => wireYuanOrNothing.parse(value))).toEqual([
      0, 0, 0, 1,
    ]);
  });
});
