import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../electron/service/audit/verify.ts';
import { prepareDocument } from '../../../electron/service/documents/prepare.ts';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { balances } from '../../../electron/service/ledger/balances.ts';
import { post } from '../../../electron/service/ledger/post.ts';
import { openRefunds } from '../../../electron/service/payments/open-refunds.ts';
import { refund } from '../../../electron/service/payments/refund.ts';
import { readSettlement } from '../../../electron/service/settlements/record.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { settleStay } from '../../../electron/service/settlements/settle.ts';
import { readYearState } from '../../../electron/service/settlements/year-state.ts';
import { chainResultSchema } from '../../../shared/contract/corrections.ts';
import type { OpenRefund } from '../../../shared/contract/payments.ts';
import { documentSchema } from '../../../shared/contract/documents/document.ts';
import { type Fen, negateFen } from '../../../shared/money/fen.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import {
  addFees,
  addPatient,
  addStay,
  day,
  putSuixianIntoForce,
  registeredPoor,
  settle,
  settleRequest,
} from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { chainRequest, importAgain, previewChain, rowsOf, run } from './late.ts';
import { inScope, rightFromTheStart, settledStays } from './three-stays.ts';

let hospital: TestHospital;

beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
});
afterEach(() => hospital.close());

const state = (of: TestHospital, personId: string) => readYearState(of.context, personId, 'resident', 2020);

/** The cashier hands out what is due to the patient. */
function giveBack(amountFen: Fen): void {
  const businessDay = day('2020-03-10');
  const posting = { kind: 'refund', settlementId: null, businessDay, reference: null } as const;
  post(hospital.context, hospital.actor('clerk'), posting, [
    { account: 'refund_due', payer: null, amountFen },
    { account: 'cash_drawer', payer: null, amountFen: negateFen(amountFen) },
  ]);
}

describe('a chain', () => {
  it('leaves year and ledger exactly as if the later stays had been settled right from the start', async () => {
    const { personId, stays, settlements } = settledStays(hospital, inScope);
    const preview = previewChain(hospital, { settlementId: settlements[0]!.settlementId });
    hospital.wakes.count = 0;
    const result = await run(hospital, chainRequest(hospital, preview));
    expect(chainResultSchema.parse(result)).toEqual(result);
    const right = rightFromTheStart(inScope.slice(1), (other, person) => ({
      year: state(other, person),
      balances: balances(other.context),
    }));
    expect(state(hospital, personId)).toEqual(right.year);
    // 466.67 more was paid than is due now; once it is given back, the accounts are those of the other hospital.
    expect(result).toMatchObject({ refundFen: 46_667, dueFen: 0 });
    giveBack(result.refundFen);
    expect(balances(hospital.context)).toEqual(right.balances);
    expect(result.steps.map(({ settledAgainId }) => settledAgainId === null)).toEqual([true, false, false]);
    expect(hospital.wakes.count).toBe(1);
    expect(verifyAudit(hospital.context.database)).toMatchObject({ ok: true });
    // The first stay lies open, to be corrected and settled as the last.
    expect(await refusalCode(() => settle(hospital, stays[0]!))).toBe('not refused');
    expect(await refusalCode(() => settle(hospital, stays[1]!))).toBe('stay_already_settled');
  });

  it('writes what its preview showed, and every new settlement has its slip', async () => {
    const { settlements } = settledStays(hospital, inScope);
    const preview = previewChain(hospital, { settlementId: settlements[0]!.settlementId });
    const { steps } = await run(hospital, chainRequest(hospital, preview));
    for (const [position, { settledAgainId, reversalId }] of steps.entries()) {
      const { layers, personal } = preview.steps[position]!;
      const reversal = readSettlement(hospital.context, reversalId);
      expect(reversal.personalFen).toBe(0 - personal.beforeFen);
      if (settledAgainId === null) continue;
      const record = readSettlement(hospital.context, settledAgainId);
      expect(record.personalFen).toBe(personal.afterFen);
      expect(record.payments.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(record.personalFen);
      const paid = Object.fromEntries(record.layers.map(({ layer, payFen }) => [layer, payFen]));
      for (const { layer, afterFen } of layers) expect(paid[layer]).toBe(afterFen);
      const slip = prepareDocument(hospital.context, hospital.actor('clerk'), {
        kind: 'slip',
        subjectId: settledAgainId,
        day: null,
        paper: 'A5',
        reason: null,
      });
      expect(documentSchema.parse(slip).entry.copyNumber).toBe(0);
    }
  });

  it('goes to the platform in its order: reversals from the last, then the settlements, each with its list', async () => {
    const { settlements } = settledStays(hospital, inScope);
    const { database } = hospital.context;
    const last = database.prepare('SELECT max(sequence) FROM outbox').pluck().get();
    const preview = previewChain(hospital, {
      settlementId: settlements[0]!.settlementId,
      resettleFirst: true,
    });
    const { steps } = await run(hospital, chainRequest(hospital, preview));
    const sent = database
      .prepare('SELECT kind, fact_id FROM outbox WHERE sequence > ? ORDER BY sequence')
      .all(last);
    expect(sent).toEqual([
      ...steps.toReversed().map(({ reversalId }) => ({ kind: 'reversal', fact_id: reversalId })),
      ...steps.flatMap(({ settledAgainId }) => [
        { kind: 'settlement', fact_id: settledAgainId },
        { kind: 'settlement_list', fact_id: settledAgainId },
      ]),
    ]);
  });

  it('is approved once, by the second person, for every reversal of it', async () => {
    const { settlements } = settledStays(hospital, inScope);
    const preview = previewChain(hospital, { settlementId: settlements[0]!.settlementId });
    const request = chainRequest(hospital, preview);
    const before = rowsOf(hospital);
    const as = (login: string) => ({ ...request, secondPerson: { login, password: testPassword } });
    expect(await refusalCode(() => run(hospital, as('clerk')))).toBe('second_person_is_same');
    expect(await refusalCode(() => run(hospital, as('auditor')))).toBe('second_person_not_allowed');
    expect({ ...rowsOf(hospital), audit: 0 }).toEqual({ ...before, audit: 0 });
    await run(hospital, request);
    const { database } = hospital.context;
    const approvals = database.prepare('SELECT act, subject_id FROM approval').all();
    expect(approvals).toEqual([{ act: 'corrections.runChain', subject_id: settlements[0]!.settlementId }]);
    const approved = "SELECT count(DISTINCT approval_id) FROM settlement WHERE kind = 'reversal'";
    expect(database.prepare(approved).pluck().get()).toBe(1);
    expect(
      database.prepare('SELECT count(*) FROM settlement WHERE approval_id IS NOT NULL').pluck().get(),
    ).toBe(3);
  });

  it('that breaks off anywhere leaves nothing of it', async () => {
    const { settlements } = settledStays(hospital, inScope.slice(0, 2));
    const preview = previewChain(hospital, {
      settlementId: settlements[0]!.settlementId,
      resettleFirst: true,
    });
    const before = rowsOf(hospital);
    const request = chainRequest(hospital, preview);
    const newId = () => v7();
    let breaks = 0;
    for (let lives = 0; ; lives += 3) {
      let left = lives;
      hospital.context.newId = () => {
        left -= 1;
        if (left < 0) throw new Error('the power went');
        return newId();
      };
      const outcome = await run(hospital, request).catch((error: unknown) => String(error));
      if (typeof outcome !== 'string') break;
      expect(outcome).toBe('Error: the power went');
      expect(rowsOf(hospital)).toEqual(before);
      breaks += 1;
    }
    expect(breaks).toBeGreaterThan(10);
    hospital.context.newId = newId;
  });

  it('of the same request again, even at the same moment, gives the first answer; with other content it is refused', async () => {
    const { stays, settlements } = settledStays(hospital, inScope);
    const preview = previewChain(hospital, { settlementId: settlements[0]!.settlementId });
    const request = chainRequest(hospital, preview);
    const [first, atOnce] = await Promise.all([run(hospital, request), run(hospital, request)]);
    const after = rowsOf(hospital);
    expect(atOnce).toEqual(first);
    expect(await run(hospital, request)).toEqual(first);
    expect(rowsOf(hospital)).toEqual(after);
    expect(await refusalCode(() => run(hospital, { ...request, reason: '别的原因' }))).toBe(
      'request_id_reused',
    );
    const other = settleRequest(hospital, { stayId: stays[0]!, asOrdinary: false });
    const reused = { ...other, requestId: request.requestId };
    const settleAgain = () => settleStay(hospital.context, hospital.actor('clerk'), reused);
    expect(await refusalCode(settleAgain)).toBe('request_id_reused');
  });

  it('is refused when anything has changed since its preview, and a new preview shows what', async () => {
    const { personId, settlements } = settledStays(hospital, inScope.slice(0, 2));
    const { settlementId } = settlements[0]!;
    const request = chainRequest(hospital, previewChain(hospital, { settlementId }));
    const later = addStay(hospital, personId);
    addFees(hospital, later, { inScope: 1234.56 });
    settle(hospital, later);
    const before = rowsOf(hospital);
    expect(await refusalCode(() => run(hospital, request))).toBe('chain_outdated');
    expect(rowsOf(hospital)).toEqual(before);
    const preview = previewChain(hospital, { settlementId });
    expect(preview.steps).toHaveLength(3);
    importAgain(hospital, personId, []);
    const again = { ...chainRequest(hospital, preview), asOrdinary: true };
    expect(await refusalCode(() => run(hospital, again))).toBe('chain_outdated');
  });
});

describe('what the patient paid', () => {
  it('is carried over by its own means, and only the rest is given back', async () => {
    const { personId, stayId } = addPatient(hospital, { eligibilities: [] });
    const base = settleRequest(hospital, { stayId, asOrdinary: true });
    const bankFen = 100_000 as Fen;
    const payments = [
      { means: 'bank' as const, amountFen: bankFen, reference: 'B-1' },
      { means: 'cash' as const, amountFen: (base.payments[0]!.amountFen - bankFen) as Fen, reference: null },
    ];
    const original = settleStay(hospital.context, hospital.actor('clerk'), { ...base, payments });
    importAgain(hospital, personId, [registeredPoor]);
    const preview = previewChain(hospital, { settlementId: original.settlementId, resettleFirst: true });
    const refundFen = original.personalFen - 500_000;
    expect(preview.patient).toMatchObject({ refundFen, dueFen: 0 });
    const { steps } = await run(hospital, chainRequest(hospital, preview));
    const again = readSettlement(hospital.context, steps[0]!.settledAgainId!);
    expect(again.payments).toEqual([
      { means: 'bank', amountFen: bankFen, reference: 'B-1' },
      { means: 'cash', amountFen: 400_000, reference: null },
    ]);
    const held = Object.fromEntries(
      balances(hospital.context).map(({ account, payer, amountFen }) => [payer ?? account, amountFen]),
    );
    expect(held).toMatchObject({ refund_due: 0 - refundFen, bank: bankFen });
    expect(held['patient_due']).toBeUndefined();
    expect(Object.values(held).reduce((sum, amountFen) => sum + amountFen, 0)).toBe(0);
    // Taken back later, it is due by the means by which it was once paid.
    const { settlementId } = again;
    const requestId = hospital.context.newId();
    const secondPerson = { login: 'finance', password: testPassword };
    const reversal = { requestId, settlementId, reason: '再撤销', secondPerson };
    await reverseSettlement(hospital.context, hospital.actor('clerk'), reversal);
    expect(balances(hospital.context).find(({ account }) => account === 'refund_due')?.amountFen).toBe(
      0 - original.personalFen,
    );
  });

  it('stays in the drawer to the fen where cash is rounded: what is carried over does not cross the counter', async () => {
    writeSetting(hospital.context, undefined, 'cashRounding', 'jiao', day('2020-01-01'));
    const drawerFen = () =>
      balances(hospital.context).find(({ account }) => account === 'cash_drawer')?.amountFen;
    const cost = { ownExpense: 0, overLimit: 0, preSelfPay: 0, inScope: 30_000.44 };
    const { personId, stayId } = addPatient(hospital, { eligibilities: [] }, cost);
    const original = settle(hospital, stayId, true);
    const takenFen = drawerFen()!;
    expect(takenFen).toBe(original.personalFen + 1);
    const again = async (settlementId: string, asOrdinary: boolean) => {
      const preview = previewChain(hospital, { settlementId, resettleFirst: true, asOrdinary });
      const request = { ...chainRequest(hospital, preview), asOrdinary };
      return (await run(hospital, request)).steps[0]!.settledAgainId!;
    };
    const same = await again(original.settlementId, true);
    expect(drawerFen()).toBe(takenFen);
    // Then a part of it goes on and the rest is handed out.
    importAgain(hospital, personId, [registeredPoor]);
    const less = await again(same, false);
    expect(drawerFen()).toBe(takenFen);
    const refunds = openRefunds(hospital.context, personId);
    expect(refunds).toHaveLength(1);
    const [{ causeId, postingId, amountFen, handOutFen }] = refunds as [OpenRefund];
    refund(hospital.context, hospital.actor('clerk'), {
      requestId: v7(),
      personId,
      refunds: [{ causeId, postingId, amountFen, reference: null }],
      signatory: null,
    });
    expect(handOutFen % 10).toBe(0);
    expect(drawerFen()).toBe(takenFen - handOutFen);
    expect(readSettlement(hospital.context, less).personalFen + amountFen).toBe(original.personalFen);
  });

  it('short of what is due asks for the rest, to the fen', async () => {
    const { personId, settlements } = settledStays(hospital, inScope.slice(0, 2));
    importAgain(hospital, personId, []);
    const { settlementId } = settlements[0]!;
    const preview = previewChain(hospital, { settlementId, resettleFirst: true, asOrdinary: true });
    const request = chainRequest(hospital, preview);
    const [cash] = request.payments;
    const short = { ...cash!, amountFen: (cash!.amountFen - 1) as Fen };
    expect(await refusalCode(() => run(hospital, { ...request, payments: [short] }))).toBe(
      'payments_do_not_match',
    );
    expect(await refusalCode(() => run(hospital, { ...request, payments: [] }))).toBe(
      'payments_do_not_match',
    );
    const result = await run(hospital, { ...request, requestId: hospital.context.newId() });
    expect(result).toMatchObject({ refundFen: 0, dueFen: preview.patient.dueFen });
    const due = balances(hospital.context).filter(({ account }) => /patient_due|refund_due/.test(account));
    expect(due).toEqual([]);
  });
});
