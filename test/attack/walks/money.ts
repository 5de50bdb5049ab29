import { openShift } from '../../../electron/service/day-close/shift.ts';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { leftOutSearch } from '../../../electron/service/left-out/search.ts';
import { openRefunds } from '../../../electron/service/payments/open-refunds.ts';
import { trialForWindow } from '../../../electron/service/settlements/trial.ts';
import { testPassword } from '../../service/harness/hospital.ts';
import { addPatient, day } from '../../service/harness/patient.ts';
import { by, settleBy } from '../../service/payments/paying.ts';
import { signInEveryRole } from '../signed-in.ts';
import type { Walk } from '../walk.ts';

const today = '2020-03-10';
const reason = '录错了';

/** Settled with stated figures, given an invoice, taken back and given back. */
export async function settled(walk: Walk): Promise<void> {
  const { stayId, personId } = addPatient(walk.hospital);
  const trial = () => trialForWindow(walk.hospital.context, { stayId, asOrdinary: false });
  const { personalFen, layers } = trial();
  const stated = layers.map(({ layer, payFen }) => ({ layer, payFen }));
  await walk.does('settlements.stateFigures', 'clerk', {
    stayId,
    totalFen: 6_000_000,
    personalFen,
    layers: stated,
  });
  const payments = [by('cash', personalFen)];
  const input = { requestId: walk.id(), stayId, asOrdinary: false, trialHash: trial().trialHash, payments };
  const { settlementId } = await walk.does('settlements.settle', 'clerk', input);
  await walk.does('payments.giveInvoice', 'clerk', {
    settlementId,
    invoiceNumber: '00012345',
    reason: null,
  });
  await walk.does('settlements.reverse', 'clerk', {
    requestId: walk.id(),
    settlementId,
    reason,
    secondPerson: walk.second('finance'),
  });
  const refunds = openRefunds(walk.hospital.context, personId).map(({ causeId, postingId, amountFen }) => ({
    causeId,
    postingId,
    amountFen,
    reference: null,
  }));
  await walk.does('payments.refund', 'clerk', { requestId: walk.id(), personId, refunds, signatory: null });
}

/** Agreed, paid, reminded, waived, listed, and applied for. */
export async function owed(walk: Walk): Promise<void> {
  const { stayId, personId } = addPatient(walk.hospital);
  const { settlementId } = settleBy(walk.hospital, stayId, { payments: [by('deferred', 500_000)] });
  const both = { requestId: walk.id(), settlementId };
  await walk.does('debts.agree', 'clerk', {
    ...both,
    instalments: [{ dueOn: '2020-04-10', amountFen: 500_000 }],
    signatory: null,
  });
  await walk.does('debts.pay', 'clerk', {
    requestId: walk.id(),
    personId,
    payments: [by('cash', 100_000)],
    signatory: null,
  });
  await walk.does('debts.remind', 'clerk', {
    personId,
    remindedOn: today,
    way: 'telephone',
    words: '下周来交',
  });
  const secondPerson = walk.second('cashier_lead');
  await walk.does('debts.relieve', 'finance', {
    requestId: walk.id(),
    settlementId,
    kind: 'waiver',
    amountFen: 100_000,
    reason,
    secondPerson,
  });
  await walk.does('host.remindersTable', 'finance', { onlyOverdue: false, secondPerson });
  const { applicationId } = await walk.does('hardship.apply', 'clerk', {
    requestId: walk.id(),
    settlementId,
    kind: 'charity',
    addressee: '某县慈善会',
    reason: '家中两人患病',
  });
  await walk.does('hardship.step', 'clerk', {
    requestId: walk.id(),
    applicationId,
    step: 'sent',
    happenedOn: today,
    amountFen: null,
    number: null,
    words: '',
  });
}

/** An act of one alone at night, and the word that follows; everybody signs in again, since a shift is over. */
export async function alone(walk: Walk): Promise<void> {
  writeSetting(
    walk.hospital.context,
    undefined,
    'aloneHours',
    { fromHour: 18, untilHour: 8 },
    day('2020-01-01'),
  );
  walk.hospital.clock.set('2020-03-10T15:30:00.000Z');
  await signInEveryRole(walk.hospital);
  const { settlementId } = settleBy(walk.hospital, addPatient(walk.hospital).stayId, {
    payments: [by('cash', 500_000)],
  });
  await walk.does('settlements.reverse', 'clerk', {
    requestId: walk.id(),
    settlementId,
    reason,
    secondPerson: { aloneReason: '夜间只有我一人' },
  });
  const approvalId = walk.hospital.context.database
    .prepare('SELECT id FROM approval WHERE second_account_id IS NULL')
    .pluck()
    .get() as string;
  await walk.does('approvals.answer', 'finance', { approvalId, verdict: 'approved', note: '' });
}

/** Closed, confirmed, corrected, exported; and the window handed over. */
export async function closedDay(walk: Walk): Promise<void> {
  const { lastPostingId, expectedCashFen } = openShift(
    walk.hospital.context,
    walk.hospital.actor('clerk').accountId,
  );
  const { dayCloseId } = await walk.does('dayClose.close', 'clerk', {
    requestId: walk.id(),
    clerkId: null,
    seenPostingId: lastPostingId,
    openingFloatFen: 0,
    counts: [{ faceFen: 10_000, pieces: expectedCashFen / 10_000 }],
    floatLeftFen: 0,
    varianceReason: null,
    closedForReason: null,
  });
  await walk.does('dayClose.confirm', 'finance', { dayCloseId });
  await walk.does('dayClose.correct', 'clerk', {
    requestId: walk.id(),
    dayCloseId,
    amountFen: 100,
    reason,
    secondPerson: walk.second('finance'),
  });
  await walk.does('host.dayClosesTable', 'finance', { from: today, to: today });
  const next = walk.second('cashier_lead');
  await walk.does('handover.give', 'clerk', { next, countedCashFen: null, note: '' });
  await walk.does('staff.signIn', 'clerk', { login: 'clerk', password: testPassword });
}

/** Claims, targets, statistics, the search for who was left out. */
export async function claims(walk: Walk): Promise<void> {
  const finance = 'finance';
  const { claimId } = await walk.does('fundClaims.draft', finance, {
    requestId: walk.id(),
    payer: 'basic_insurance',
    month: '2020-03',
  });
  await walk.does('host.fundClaimTable', finance, { claimId, secondPerson: walk.second('cashier_lead') });
  await walk.does('fundClaims.submit', finance, { claimId });
  await walk.does('fundClaims.withdraw', finance, {
    claimId,
    reason,
    secondPerson: walk.second('cashier_lead'),
  });
  await walk.does('host.voucherTable', finance, { from: today, to: today });
  await walk.does('reports.makeStatistics', finance, { period: { kind: 'month', year: 2020, number: 2 } });
  await walk.does('host.reportTable', finance, {
    report: { what: 'statistics', period: { kind: 'month', year: 2020, number: 2 } },
    secondPerson: null,
  });
  await walk.does('reports.setTargets', finance, { fromDay: '2020-03-11', targets: null });
  await walk.does('reports.setPremiums', finance, { fromDay: '2020-03-11', premiums: null });
  await walk.does('leftOut.examine', finance, {});
  await leftOutSearch.stop(walk.hospital.context);
}
