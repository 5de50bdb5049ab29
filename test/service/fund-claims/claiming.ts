import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { draftFundClaim } from '../../../electron/service/fund-claims/draft.ts';
import { receiveFunds } from '../../../electron/service/fund-claims/receive.ts';
import { forfeitRetention, releaseRetention } from '../../../electron/service/fund-claims/retention.ts';
import { submitFundClaim } from '../../../electron/service/fund-claims/steps.ts';
import { today } from '../../../electron/service/hospital/settings.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import type { Call } from '../../../electron/service/context.ts';
import type { FundClaim } from '../../../shared/contract/fund-claims.ts';
import type { SettlementRecord } from '../../../shared/contract/settlements.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addPatient, day, putSuixianIntoForce, settle, type TestCost } from '../harness/patient.ts';

/** What the usual patient of the Suixian pack costs its payers: 60,000.00 in all, 5,000.00 of it the patient's. */
export const usual = { basicFen: 4_320_000, criticalFen: 377_000, supplementaryFen: 803_000 };

export const second = { login: 'cashier_lead', password: testPassword };

type Reply = Partial<Omit<Call<'fundClaims.receive'>['input'], 'receivedFen' | 'retainedFen'>> & {
  readonly receivedFen?: number;
  readonly retainedFen?: number;
};

/** A hospital whose payers are claimed from, on 10 March 2020: anew for each test, or one for all tests of the file. */
export class Claiming {
  hospital!: TestHospital;

  constructor(platformUrl: () => string | null = () => null, lives: 'each test' | 'the file' = 'each test') {
    const [begin, end] = lives === 'the file' ? [beforeAll, afterAll] : [beforeEach, afterEach];
    begin(() => {
      this.hospital = openTestHospital({ platformUrl: platformUrl() });
      putSuixianIntoForce(this.hospital);
    });
    end(() => this.hospital.close());
  }

  get context() {
    return this.hospital.context;
  }

  get finance() {
    return this.hospital.actor('finance');
  }

  settle(cost?: TestCost): SettlementRecord {
    return settle(this.hospital, addPatient(this.hospital, {}, cost).stayId);
  }

  reverse(settlementId: string): Promise<SettlementRecord> {
    return reverseSettlement(this.context, this.hospital.actor('clerk'), {
      requestId: this.context.newId(),
      settlementId,
      reason: '录错',
      secondPerson: { login: 'finance', password: testPassword },
    });
  }

  draft(payer = 'basic_insurance', month = '2020-03'): FundClaim {
    return draftFundClaim(this.context, this.finance, { requestId: this.context.newId(), payer, month });
  }

  submitted(payer?: string, month?: string): FundClaim {
    return submitFundClaim(this.context, this.finance, this.draft(payer, month).claimId);
  }

  reply(claimId: string, { receivedFen = 0, retainedFen = 0, ...rest }: Reply = {}) {
    return {
      requestId: this.context.newId(),
      claimId,
      receivedFen: receivedFen as Fen,
      retainedFen: retainedFen as Fen,
      movedOn: day('2020-03-10'),
      reference: '银行回单 1',
      refusals: [],
      ...rest,
    };
  }

  receive(claimId: string, reply?: Reply): FundClaim {
    return receiveFunds(this.context, this.finance, this.reply(claimId, reply));
  }

  release(payer: string, amountFen: number): void {
    releaseRetention(this.context, this.finance, {
      requestId: this.context.newId(),
      payer,
      amountFen: amountFen as Fen,
      movedOn: today(this.context),
      reference: '银行回单 2',
    });
  }

  forfeit(payer: string, amountFen: number): Promise<void> {
    return forfeitRetention(this.context, this.finance, {
      requestId: this.context.newId(),
      payer,
      amountFen: amountFen as Fen,
      movedOn: today(this.context),
      reference: '年度考核扣款',
      secondPerson: second,
    });
  }

  /** What an account holds by the ledger, of one payer. */
  ledger(account: string, payer: string): number {
    return this.context.database
      .prepare('SELECT coalesce(sum(amount_fen), 0) FROM ledger_entry WHERE account = ? AND payer = ?')
      .pluck()
      .get(account, payer) as number;
  }
}
