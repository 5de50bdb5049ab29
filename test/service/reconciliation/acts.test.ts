import { expect, it } from 'vitest';
import { verifyAudit } from '../../../electron/service/audit/verify.ts';
import { bookDifference, noteDifference } from '../../../electron/service/reconciliation/acts.ts';
import { askAboutDifference } from '../../../electron/service/reconciliation/ask-centre.ts';
import { historyOf } from '../../../electron/service/reconciliation/history.ts';
import { readDifference, readRun } from '../../../electron/service/reconciliation/read.ts';
import { signRun } from '../../../electron/service/reconciliation/sign.ts';
import type { Run } from '../../../shared/contract/reconciliation.ts';
import { type Fen, plainYuan } from '../../../shared/money/fen.ts';
import { testPassword } from '../harness/hospital.ts';
import { day } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { CountyLine } from '../outbox/county-line.ts';
import { StayAtDesk } from '../outbox/stay-at-desk.ts';
import { writeMonth } from './month.ts';
import { reconcile, settled } from './reconciling.ts';

/* What is done about a difference: nothing of it changes a settlement, and all of it stands with the next run as well. */

const line = new CountyLine();
const second = { login: 'cashier_lead', password: testPassword };
const span = { from: '2020-03-10', to: '2020-03-11' };

async function settledStay(): Promise<{ stay: StayAtDesk; settlementId: string }> {
  const stay = new StayAtDesk(line.hospital, { dischargedOn: day('2020-03-09') });
  await stay.fees();
  return { stay, settlementId: stay.settle() };
}

const one = (sql: string, ...parameters: string[]): unknown =>
  line.hospital.context.database
    .prepare(sql)
    .pluck()
    .get(...parameters);

/** A statement with that settlement, of so much more. */
function centreText(settlementId: string, moreFen = 0): string {
  const number = one(
    "SELECT value FROM platform_identifier WHERE our_id = ? AND kind = 'settlement'",
    settlementId,
  ) as string;
  const totalFen = (one('SELECT total_fen FROM settlement WHERE id = ?', settlementId) as number) + moreFen;
  return `中心结算号,结算日期,医疗费总额\r\n${number},2020-03-10,${plainYuan(totalFen as Fen)}\r\n`;
}

const nobody = '中心结算号,结算日期,医疗费总额\r\n';
const differenceOf = (run: Run) => ({ runId: run.runId, position: 1 });
const fresh = () => ({ requestId: line.hospital.context.newId() });
const finance = () => line.hospital.actor('finance');

it('a refused upload is led to, sent again, and gone from the next run', async () => {
  await settledStay();
  await line.refuse('2401');
  await line.send();
  const { settlementId } = await settledStay();
  await line.send();
  const before = await reconcile(line.hospital, span, { centre: centreText(settlementId) });
  expect(before.differences).toMatchObject([{ kind: 'only_here', thereFen: 0 }]);
  const { context } = line.hospital;
  const { outboxId, reversibleId } = historyOf(context, readDifference(context, before.runId, 1));
  const { row } = await line.ask('outbox.row', { outboxId: outboxId ?? '' });
  expect(row).toMatchObject({ kind: 'settlement', state: 'pending' });
  expect(reversibleId).toBe(before.differences[0]?.settlementId);
  const { outboxId: refused } = await line.rowOf('admission');
  const { previewHash } = await line.ask('outbox.previewResend', { outboxId: refused });
  await line.ask('outbox.resend', { outboxId: refused, previewHash, reason: '中心已放开' });
  await line.send();
  const [first, other] = context.database
    .prepare("SELECT id FROM settlement WHERE kind = 'final' ORDER BY rowid")
    .pluck()
    .all() as string[];
  const centre = centreText(first ?? '') + centreText(other ?? '').slice(nobody.length);
  const after = await reconcile(line.hospital, span, { centre });
  expect(after.differences).toEqual([]);
  expect(after.since).toMatchObject([{ number: before.number, newCount: 0, goneCount: 1 }]);
});

it('the centre is asked about the stay of a difference, once for each press, and its silence is told', async () => {
  const { settlementId } = await settledStay();
  await line.send();
  const { context } = line.hospital;
  const run = await reconcile(line.hospital, span, { centre: centreText(settlementId, -6100) });
  Object.assign(context, { platformUrl: line.platform.url });
  const asked = { ...fresh(), ...differenceOf(run) };
  const ask = (input: typeof asked) => askAboutDifference(context, finance(), input);
  const { acts } = await ask(asked);
  expect(acts).toMatchObject([{ act: 'ask', byName: '测试3号' }]);
  expect(acts[0]?.text).toMatch(/^中心现在有这次就医的 1 笔：.* 总额 337\.40 元。$/);
  const count = await line.platform.count('5203');
  expect((await ask(asked)).acts).toEqual(acts);
  expect(await line.platform.count('5203')).toBe(count);
  await line.platform.fault('5203', { kind: 'code', infcode: -1, words: '系统忙', acted: false });
  expect(await refusalCode(() => ask({ ...asked, ...fresh() }))).toBe('reconciliation_not_answered');
});

it('a line of our stay that the window has no settlement for is told beside the stay, and the centre can be asked', async () => {
  const { stay, settlementId } = await settledStay();
  await line.send();
  const { context } = line.hospital;
  const [head, listed] = centreText(settlementId).split('\r\n');
  const centre = [`${head},住院号`, `${listed},`, `S-other,2020-03-10,1.00,${stay.admissionNumber}`, ''].join(
    '\r\n',
  );
  const run = await reconcile(line.hospital, span, { centre });
  expect(run.differences).toMatchObject([{ kind: 'only_there', settlementId: null }]);
  const { events, mayBeAsked, payers } = historyOf(context, readDifference(context, run.runId, 1));
  expect(events.map(({ side }) => side)).toEqual(['window', 'centre']);
  expect([mayBeAsked, payers]).toEqual([true, []]);
  Object.assign(context, { platformUrl: line.platform.url });
  const { acts } = await askAboutDifference(context, finance(), { ...fresh(), ...differenceOf(run) });
  expect(acts[0]?.text).toMatch(/^中心现在有这次就医的 1 笔：/);
});

it('a remark and a booked difference stand with the same difference in the next run, and no settlement changes', async () => {
  const { settlementId } = await settledStay();
  await line.send();
  const { context } = line.hospital;
  const run = await reconcile(line.hospital, span, { centre: centreText(settlementId, -6100) });
  noteDifference(context, finance(), { ...fresh(), ...differenceOf(run), text: '已电话询问' });
  const before = one('SELECT json_group_array(total_fen) FROM settlement');
  const owed = () =>
    one(
      `SELECT sum(amount_fen) FROM ledger_entry WHERE account = 'receivable' AND payer = 'basic_insurance'`,
    );
  const owedBefore = owed();
  const booking = {
    ...fresh(),
    ...differenceOf(run),
    payer: 'basic_insurance',
    amountFen: 6100 as Fen,
    isAgain: false,
    reason: '中心核减',
    secondPerson: second,
  };
  const book = (change: Partial<typeof booking> = {}) =>
    bookDifference(context, finance(), { ...booking, ...change });
  const wrong = { ...second, password: '不对的密码' };
  expect(await refusalCode(() => book({ secondPerson: wrong }))).toBe('second_person_wrong');
  const oneself = { login: 'finance', password: testPassword };
  expect(await refusalCode(() => book({ secondPerson: oneself }))).toBe('second_person_is_same');
  expect(await refusalCode(() => book({ amountFen: 99_999_999 as Fen }))).toBe(
    'reconciliation_booking_too_large',
  );
  expect(await refusalCode(() => book({ amountFen: -99_999_999 as Fen }))).toBe(
    'reconciliation_booking_too_large',
  );
  expect(await refusalCode(() => book({ payer: 'nobody' }))).toBe('reconciliation_nothing_to_book');
  expect(owed()).toBe(owedBefore);
  await book();
  await book();
  expect(owed()).toBe((owedBefore as number) - 6100);
  expect(await refusalCode(() => book({ amountFen: 1 as Fen }))).toBe('request_id_reused');
  expect(await refusalCode(() => book(fresh()))).toBe('reconciliation_booked_before');
  expect(owed()).toBe((owedBefore as number) - 6100);
  expect(one('SELECT sum(amount_fen) FROM ledger_entry')).toBe(0);
  expect(one('SELECT json_group_array(total_fen) FROM settlement')).toBe(before);
  const again = await reconcile(line.hospital, span, { centre: centreText(settlementId, -6100) });
  expect(again.differences).toMatchObject([{ isNew: false, actCount: 2 }]);
  const { acts } = historyOf(context, readDifference(context, again.runId, 1));
  const inNext = { ...fresh(), runId: again.runId, amountFen: -100 as Fen };
  expect(await refusalCode(() => book(inNext))).toBe('reconciliation_booked_before');
  await book({ ...inNext, isAgain: true });
  expect(owed()).toBe((owedBefore as number) - 6000);
  expect(acts.map(({ act, text }) => [act, text])).toEqual([
    ['note', '已电话询问'],
    ['book', '少收 61.00 元记账：中心核减'],
  ]);
  expect(JSON.stringify(context.database.prepare('SELECT detail FROM audit').pluck().all())).not.toContain(
    '电话',
  );
  expect(verifyAudit(context.database)).toMatchObject({ ok: true });
});

it('two people sign a run, once', async () => {
  const { settlementId } = await settledStay();
  await line.send();
  const { context } = line.hospital;
  const { runId } = await reconcile(line.hospital, span, { centre: centreText(settlementId) });
  const sign = (login: string) =>
    signRun(context, finance(), { runId, secondPerson: { login, password: testPassword } });
  expect(await refusalCode(() => sign('finance'))).toBe('second_person_is_same');
  expect(await refusalCode(() => sign('clerk'))).toBe('second_person_not_allowed');
  expect(readRun(context, runId, { side: null, kind: null }).signature).toBeNull();
  await sign('cashier_lead');
  const { signature, resultHash } = readRun(context, runId, { side: null, kind: null });
  expect(signature).toMatchObject({ byName: '测试3号', secondName: '测试2号' });
  expect(one("SELECT detail FROM audit WHERE act = 'reconciliation.signed'")).toContain(resultHash);
  expect(await refusalCode(() => sign('cashier_lead'))).toBe('reconciliation_signed');
});

it('what the hospital bears itself is no payer that a difference could be booked of', async () => {
  const made = settled(1, { waiver: 5000 });
  writeMonth(line.hospital, [made]);
  const march = { from: '2020-03-01', to: '2020-04-01' };
  const centre = `${nobody}S1,2020-03-10,1000.00\r\n`;
  const run = await reconcile(line.hospital, march, { centre });
  const { payers } = historyOf(line.hospital.context, readDifference(line.hospital.context, run.runId, 1));
  expect(payers).toEqual([{ layer: 'basic_insurance', title: 'basic_insurance', payFen: 80_000 }]);
});
