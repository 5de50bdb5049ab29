import { afterEach, beforeEach } from 'vitest';
import { closeDay } from '../../../electron/service/day-close/close.ts';
import { openShift } from '../../../electron/service/day-close/shift.ts';
import type { Call } from '../../../electron/service/context.ts';
import { openRefunds } from '../../../electron/service/payments/open-refunds.ts';
import { refund } from '../../../electron/service/payments/refund.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { type CashCount, type DayClose, faceValuesFen } from '../../../shared/contract/day-close.ts';
import type { Role } from '../../../shared/contract/request.ts';
import type { SettlementRecord } from '../../../shared/contract/settlements.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addPatient, putSuixianIntoForce } from '../harness/patient.ts';
import { settleBy, type Ways } from '../payments/paying.ts';

/** The fewest notes and coins of an amount. */
export function inNotes(amountFen: number): CashCount {
  let left = amountFen;
  return faceValuesFen.flatMap((faceFen) => {
    const pieces = Math.floor(left / faceFen);
    left -= pieces * faceFen;
    return pieces === 0 ? [] : [{ faceFen, pieces }];
  });
}

type CloseInput = Call<'dayClose.close'>['input'];

/** A window's drawer: the hospital anew for each test. */
export class Drawer {
  hospital!: TestHospital;

  constructor() {
    beforeEach(() => {
      this.hospital = openTestHospital();
      putSuixianIntoForce(this.hospital);
    });
    afterEach(() => this.hospital.close());
  }

  get context() {
    return this.hospital.context;
  }

  idOf(role: Role): string {
    return this.hospital.actor(role).accountId;
  }

  /** A patient whose part is 5,000.00 yuan unless other payments are named. */
  settle(ways?: Ways): SettlementRecord & { readonly personId: string } {
    const { stayId, personId } = addPatient(this.hospital);
    const record = settleBy(this.hospital, stayId, ways ?? { payments: [cash(500_000)] });
    return { ...record, personId };
  }

  async reverse(settlementId: string): Promise<SettlementRecord> {
    return reverseSettlement(this.context, this.hospital.actor('clerk'), {
      requestId: this.context.newId(),
      settlementId,
      reason: '录错',
      secondPerson: { login: 'finance', password: testPassword },
    });
  }

  /** Everything that is to be given back; nothing is where all was deferred. */
  giveBack(personId: string): void {
    const refunds = openRefunds(this.context, personId).map(({ causeId, postingId, amountFen }) => ({
      causeId,
      postingId,
      amountFen,
      reference: null,
    }));
    if (refunds.length === 0) return;
    const requestId = this.context.newId();
    refund(this.context, this.hospital.actor('clerk'), { requestId, personId, refunds, signatory: null });
  }

  /** What the clerk would send who counts that much. */
  input(countedFen: number, other: Partial<CloseInput> = {}, clerk: Role = 'clerk'): CloseInput {
    return {
      requestId: this.context.newId(),
      clerkId: null,
      seenPostingId: openShift(this.context, this.idOf(clerk)).lastPostingId ?? this.context.newId(),
      openingFloatFen: 20_000 as Fen,
      counts: inNotes(countedFen),
      floatLeftFen: 20_000 as Fen,
      varianceReason: null,
      closedForReason: null,
      ...other,
    };
  }

  close(countedFen: number, other: Partial<CloseInput> = {}): DayClose {
    return closeDay(this.context, this.hospital.actor('clerk'), this.input(countedFen, other));
  }
}

function cash(amountFen: number) {
  return { means: 'cash', amountFen: amountFen as Fen, reference: null } as const;
}
