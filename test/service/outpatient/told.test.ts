import { describe, expect, it } from 'vitest';
import { withdrawFees } from '../../../electron/service/fees/withdraw-fees.ts';
import { listFeeLists } from '../../../electron/service/fees/fee-lists.ts';
import { readDetail } from '../../../electron/service/outbox/detail.ts';
import { listRows } from '../../../electron/service/outbox/list.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { cancelStay } from '../../../electron/service/stays/cancel.ts';
import type { Fault } from '../../platform/faults.ts';
import { testPassword } from '../harness/hospital.ts';
import { addPerson, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { CountyLine } from '../outbox/county-line.ts';
import { attempts } from '../outbox/sending.ts';
import { qualified, visit } from './visits.ts';

const line = new CountyLine();

async function drain(): Promise<void> {
  const open = () =>
    line.hospital.context.database
      .prepare("SELECT kind, state, last_reason FROM outbox WHERE closed_at IS NULL AND state <> 'dead'")
      .all();
  line.sender.wake();
  await line.sender.idle();
  for (let round = 0; open().length > 0 && round < 40; round += 1) await line.sender.passTime();
  expect(open()).toEqual([]);
}

/** A visit that is settled, reversed, emptied and cancelled, each told to the platform at once. */
async function wholeLife(fault: (infno: string) => Promise<void>): Promise<void> {
  const { context, actor } = line.hospital;
  putSuixianIntoForce(line.hospital, { outpatient_hypertension_ratio: '50%', outpatient_deductible: '100' });
  for (const infno of ['2201', '2203', '2204', '2207']) await fault(infno);
  const { stayId, admissionNumber } = visit(
    line.hospital,
    qualified(line.hospital, addPerson(line.hospital)),
    {
      inScope: 500,
    },
  );
  const held = () => line.platform.holdings({ admissionNumber });
  const { settlementId } = settle(line.hospital, stayId);
  await drain();
  expect((await held()).visits).toMatchObject([{ itemTotalFen: 500_00, ourStayId: stayId }]);
  expect((await held()).settlements).toMatchObject([{ ourSettlementId: settlementId, totalFen: 500_00 }]);
  for (const infno of ['2208', '2205', '2202']) await fault(infno);
  const secondPerson = { login: 'finance', password: testPassword };
  const asked = { requestId: context.newId(), settlementId, reason: '录错', secondPerson };
  const reversal = await reverseSettlement(context, actor('clerk'), asked);
  for (const { feeListId } of listFeeLists(context, stayId)) {
    withdrawFees(context, actor('clerk'), { feeListId, reason: '清单录错' });
  }
  cancelStay(context, actor('clerk'), { stayId, reason: '登记错人' });
  await drain();
  const end = await held();
  expect(end.visits).toEqual([]);
  expect(end.settlements.map(({ ourSettlementId }) => ourSettlementId).toSorted()).toEqual(
    [settlementId, reversal.settlementId].toSorted(),
  );
}

describe('a visit', () => {
  it('is told by the messages of outpatient care, each once, and undone by theirs', async () => {
    await wholeLife(async () => {});
    expect(attempts(line.hospital)).toEqual(
      '1101 2201 2203 2204 2207 4101 2208 2205 2202'
        .split(' ')
        .map((transaction) => `${transaction} accepted 0`),
    );
  });

  it('stands in the queue of uploads with its own number, as a visit', () => {
    const { context } = line.hospital;
    putSuixianIntoForce(line.hospital, {
      outpatient_hypertension_ratio: '50%',
      outpatient_deductible: '100',
    });
    const person = qualified(line.hospital, addPerson(line.hospital));
    const { stayId, admissionNumber } = visit(line.hospital, person, { inScope: 500 });
    settle(line.hospital, stayId);
    const rows = listRows(context, 100);
    expect(rows.length).toBeGreaterThan(1);
    for (const { outboxId } of rows) {
      expect(readDetail(context, outboxId)).toMatchObject({ stayId, admissionNumber, isVisit: true });
    }
  });

  const faults: Record<string, Fault['wrong']> = {
    'the message is lost': { kind: 'cut_before_acting' },
    'the answer is lost': { kind: 'cut_after_acting' },
  };
  for (const [name, wrong] of Object.entries(faults)) {
    it(`is there exactly once when of each transaction once ${name}`, async () => {
      await wholeLife((infno) => line.platform.fault(infno, wrong));
      const corrected = attempts(line.hospital).filter((attempt) => attempt === '2601 accepted 0');
      expect(corrected.length).toBeGreaterThanOrEqual(4);
    });
  }
});
