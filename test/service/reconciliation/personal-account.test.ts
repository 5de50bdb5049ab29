import { afterEach, beforeEach, expect, it } from 'vitest';
import { dueRefunds } from '../../../electron/service/payments/open-refunds.ts';
import { refund } from '../../../electron/service/payments/refund.ts';
import { repeatRun } from '../../../electron/service/reconciliation/run.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { openTestHospital, testPassword, type TestHospital } from '../harness/hospital.ts';
import { addPatient, putSuixianIntoForce } from '../harness/patient.ts';
import { by, settleBy } from '../payments/paying.ts';
import { reconcile } from './reconciling.ts';

/* A reversal gives the personal account back to the centre at once, whenever the patient comes for the money. */

const span = { from: '2020-03-10', to: '2020-03-11' };
let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
});
afterEach(() => hospital.close());

it('a reversal whose refund is still due agrees with the centre, and so does the run’s repetition after the refund', async () => {
  const { context, actor } = hospital;
  const { personId, stayId } = addPatient(hospital);
  const payments = [by('cash', 450_000), by('personal_account', 50_000)];
  const { settlementId } = settleBy(hospital, stayId, { payments });
  const reversal = await reverseSettlement(context, actor('clerk'), {
    requestId: context.newId(),
    settlementId,
    reason: '录错',
    secondPerson: { login: 'cashier_lead', password: testPassword },
  });
  const slipOf = context.database.prepare('SELECT slip_number FROM settlement WHERE id = ?').pluck();
  const slips = [settlementId, reversal.settlementId].map((id) => String(slipOf.get(id)));
  const centre = [
    '结算单号,结算日期,医疗费总额,个人账户,个人现金',
    `${slips[0]},2020-03-10,60000.00,500.00,4500.00`,
    `${slips[1]},2020-03-10,-60000.00,-500.00,-4500.00`,
  ].join('\r\n');
  const run = await reconcile(hospital, span, { centre });
  expect(run.differences).toEqual([]);
  expect(run.groups).toMatchObject([
    { side: 'window', accountFen: 0 },
    { side: 'centre', accountFen: 0 },
  ]);
  const refunds = dueRefunds(context, personId).map(({ causeId, postingId, amountFen }) => ({
    causeId,
    postingId,
    amountFen,
    reference: null,
  }));
  expect(refunds).toHaveLength(2);
  refund(context, actor('clerk'), { requestId: context.newId(), personId, refunds, signatory: null });
  expect(await repeatRun(context, run.runId)).toMatchObject({ isSame: true });
});
