import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Call } from '../../../electron/service/context.ts';
import { putIntoForce } from '../../../electron/service/policy/in-force.ts';
import { openRefunds } from '../../../electron/service/payments/open-refunds.ts';
import { refund } from '../../../electron/service/payments/refund.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { settleTopUp } from '../../../electron/service/top-ups/settle.ts';
import { withdrawTopUp } from '../../../electron/service/top-ups/withdraw.ts';
import type { Payment } from '../../../shared/contract/payments.ts';
import type { Receipt } from '../../../shared/contract/payments.ts';
import type { SettlementRecord } from '../../../shared/contract/settlements.ts';
import type { TopUp } from '../../../shared/contract/top-ups.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addPatient, day, type TestCost } from '../harness/patient.ts';
import { by, settleBy } from '../payments/paying.ts';

const region = '320813';
const second = { login: 'finance', password: testPassword };

/** What the usual patient of these tests bears: 5,000.00 in scope at a hospital of level 2 under the Hongze pack. */
export const partFen = 162_500;

type TopUpInput = Call<'topUps.settle'>['input'];

/** A hospital under the Hongze pack, whose emergency assistance, temporary relief and charity pay what was approved. */
export class Topping {
  hospital!: TestHospital;
  #approvals = 0;

  constructor() {
    beforeEach(() => {
      this.hospital = openTestHospital();
      const fileName = 'hongze-2019.yaml';
      putIntoForce(this.hospital.context, undefined, {
        text: readFileSync(path.join(this.hospital.context.packsFolder, fileName), 'utf8'),
        fileName,
        fromDay: day('2020-01-01'),
        toDay: null,
        options: {
          basic_deductible: { 1: 200, 2: 500, 3: 800 },
          basic_ratio: { 1: '85%', 2: '75%', 3: '65%' },
        },
        approvalId: null,
      });
    });
    afterEach(() => this.hospital.close());
  }

  get context() {
    return this.hospital.context;
  }

  get clerk() {
    return this.hospital.actor('clerk');
  }

  patient(cost: TestCost = {}) {
    const all = { inScope: 5000, ownExpense: 0, overLimit: 0, preSelfPay: 0, ...cost };
    return addPatient(this.hospital, { region }, all);
  }

  settle(payments: readonly Payment[] = [by('cash', partFen)]): SettlementRecord & { personId: string } {
    const { stayId, personId } = this.patient();
    return { ...settleBy(this.hospital, stayId, { payments }), personId };
  }

  input(settlementId: string, amountFen: number, changes: Partial<TopUpInput> = {}): TopUpInput {
    this.#approvals += 1;
    return {
      requestId: this.context.newId(),
      settlementId,
      applicationId: null,
      payer: 'charity',
      amountFen: amountFen as Fen,
      approvalNumber: `慈〔2020〕${this.#approvals}号`,
      approvedOn: day('2020-03-10'),
      approver: '某区慈善会',
      secondPerson: second,
      ...changes,
    };
  }

  topUp(settlementId: string, amountFen: number, changes: Partial<TopUpInput> = {}): Promise<TopUp> {
    return settleTopUp(this.context, this.clerk, this.input(settlementId, amountFen, changes));
  }

  withdraw(topUpId: string): Promise<TopUp> {
    const requestId = this.context.newId();
    return withdrawTopUp(this.context, this.clerk, {
      requestId,
      topUpId,
      reason: '金额看错',
      secondPerson: second,
    });
  }

  reverse(settlementId: string): Promise<SettlementRecord> {
    return reverseSettlement(this.context, this.clerk, {
      requestId: this.context.newId(),
      settlementId,
      reason: '录错',
      secondPerson: second,
    });
  }

  /** Pays out everything that is due to a person. */
  giveBack(personId: string): Receipt {
    const refunds = openRefunds(this.context, personId).map(({ causeId, postingId, amountFen }) => ({
      causeId,
      postingId,
      amountFen,
      reference: null,
    }));
    const requestId = this.context.newId();
    return refund(this.context, this.clerk, { requestId, personId, refunds, signatory: null });
  }

  /** What an account holds by the ledger. */
  ledger(account: string, payer: string | null = null): number {
    return this.context.database
      .prepare('SELECT coalesce(sum(amount_fen), 0) FROM ledger_entry WHERE account = ? AND payer IS ?')
      .pluck()
      .get(account, payer) as number;
  }
}
