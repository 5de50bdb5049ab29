import { readXlsx } from 'hucre/xlsx';
import { expect, it } from 'vitest';
import { claimListContent } from '../../../electron/service/fund-claims/claim-list-content.ts';
import { changeFundSettings, fundSettings } from '../../../electron/service/fund-claims/settings.ts';
import { fundClaimTable } from '../../../electron/service/fund-claims/tables.ts';
import { voucherTable } from '../../../electron/service/fund-claims/vouchers.ts';
import { documentKinds } from '../../../shared/contract/documents/document.ts';
import { day } from '../harness/patient.ts';
import { bookLess } from './booking.ts';
import { Claiming, second, usual } from './claiming.ts';
import { testPassword } from '../harness/hospital.ts';

const claiming = new Claiming();
const march = { from: day('2020-03-01'), to: day('2020-03-31') };

async function rowsOf({ table }: { readonly table: Uint8Array }): Promise<unknown[][]> {
  const { sheets } = await readXlsx(table);
  return sheets[0]!.rows;
}

it('the list of a claim as a table has a row for each settlement and sums that are the claim', async () => {
  claiming.settle();
  claiming.settle();
  const { claimId, number } = claiming.submitted();
  const file = await fundClaimTable(claiming.context, claiming.hospital.actor('finance'), {
    claimId,
    secondPerson: { login: 'cashier_lead', password: testPassword },
  });
  expect(file.fileName).toBe(`${number} 基本医疗保险 2020-03.xlsx`);
  const [head, first, , sums] = await rowsOf(file);
  expect(head).toContain('大病保险');
  expect(first).toContain('欧阳建国');
  expect(sums![head!.indexOf('本次申请')]).toBe((2 * usual.basicFen) / 100);
  expect(sums![head!.indexOf('基本医疗保险')]).toBe((2 * usual.basicFen) / 100);
  expect(sums![head!.indexOf('总费用')]).toBe(120_000);
});

it('the printed list says what was claimed, whatever was paid since', () => {
  claiming.settle();
  const { claimId } = claiming.submitted();
  const before = claimListContent(claiming.context, claimId);
  expect(documentKinds.claim_list.content.parse(before.content)).toEqual(before.content);
  claiming.receive(claimId, { receivedFen: 100 });
  expect(claimListContent(claiming.context, claimId)).toEqual(before);
});

it('vouchers hold every account with its code, debits as much as credits for each kind of business', async () => {
  claiming.settle();
  const { claimId } = claiming.submitted();
  claiming.receive(claimId, { receivedFen: 4_104_000, retainedFen: 216_000 });
  await claiming.forfeit('basic_insurance', 16_000);
  const rows = (
    await rowsOf(await voucherTable(claiming.context, claiming.hospital.actor('finance'), march))
  ).slice(1);
  const paid = rows.filter((row) => row[2] === '拨付到账').map((row) => row.slice(3));
  expect(paid).toEqual([
    ['1002', '银行存款', '基本医疗保险', 41_040, null],
    ['1218', '其他应收款—质保金', '基本医疗保险', 2160, null],
    ['12120203', '应收医保款', '基本医疗保险', null, 43_200],
  ]);
  const forfeited = rows.filter((row) => row[2] === '质保金核销').map((row) => row.slice(3));
  expect(forfeited).toEqual([
    ['41010103', '医疗收入—结算差额', '基本医疗保险', 160, null],
    ['1218', '其他应收款—质保金', '基本医疗保险', null, 160],
  ]);
  const [, , , , , , debit, credit] = rows.at(-1)!;
  expect(debit).toBe(credit);
  await expect(
    voucherTable(claiming.context, claiming.hospital.actor('finance'), { from: march.to, to: march.from }),
  ).rejects.toMatchObject({
    code: 'voucher_span_wrong',
  });
  const april = { from: day('2020-04-01'), to: day('2020-04-30') };
  await expect(
    voucherTable(claiming.context, claiming.hospital.actor('finance'), april),
  ).rejects.toMatchObject({ code: 'voucher_nothing' });
});

it('account codes and what a payer keeps back are set by two people, from a day on', async () => {
  claiming.settle();
  const { context, finance } = claiming;
  const payers = [
    { payer: 'basic_insurance', way: 'platform', retentionMillionths: 50_000, publicKey: null } as const,
  ];
  const accounts = [{ account: 'receivable', code: '1212', title: '应收账款' } as const];
  const change = { fromDay: day('2020-03-10'), payers, accounts, secondPerson: second };
  const wrong = [{ ...payers[0]!, publicKey: `04${'0'.repeat(128)}` }];
  await expect(changeFundSettings(context, finance, { ...change, payers: wrong })).rejects.toMatchObject({
    code: 'claim_payer_key_wrong',
  });
  const after = await changeFundSettings(context, finance, change);
  expect(after).toEqual(fundSettings(context));
  expect(after.payers[0]).toMatchObject({ title: '基本医疗保险', retentionMillionths: 50_000 });
  const rows = await rowsOf(await voucherTable(context, claiming.hospital.actor('finance'), march));
  expect(rows.filter((row) => row[4] === '应收账款').map((row) => row[3])).toEqual(['1212', '1212', '1212']);
});

it('a difference that was booked is a voucher of its own, not among what was missing in a drawer', async () => {
  const settled = claiming.settle();
  await bookLess(claiming, settled, 'basic_insurance', 6100);
  const table = await voucherTable(claiming.context, claiming.hospital.actor('finance'), march);
  const booked = (await rowsOf(table)).filter((row) => row[2] === '对账差额').map((row) => row.slice(3));
  expect(booked).toEqual([
    ['41010103', '医疗收入—结算差额', '基本医疗保险', 61, null],
    ['12120203', '应收医保款', '基本医疗保险', null, 61],
  ]);
});
