import { settleStay } from '../../../electron/service/settlements/settle.ts';
import { trialForWindow } from '../../../electron/service/settlements/trial.ts';
import type { Instalment, Payment, PaymentMeans, Signatory } from '../../../shared/contract/payments.ts';
import type { SettlementRecord } from '../../../shared/contract/settlements.ts';
import { checkDigit } from '../../../shared/identity/id-number.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import type { TestHospital } from '../harness/hospital.ts';
import { day } from '../harness/patient.ts';

/** One payment; by telephone with a number of its own. */
export function by(means: PaymentMeans, amountFen: number, handedInFen?: number): Payment {
  const reference = means === 'mobile' ? `M-${amountFen}` : null;
  const payment = { means, amountFen: amountFen as Fen, reference };
  return handedInFen === undefined ? payment : { ...payment, handedInFen: handedInFen as Fen };
}

export function due(dueOn: string, amountFen: number): Instalment {
  return { dueOn: day(dueOn), amountFen: amountFen as Fen };
}

/** A number of nobody: area 429913 does not exist. */
export const daughter: Signatory = {
  name: '欧阳小妹',
  idNumber: `42991319900101002${checkDigit('42991319900101002')}`,
  relation: '女儿',
  phone: '13900001234',
};

export interface Ways {
  readonly payments: readonly Payment[];
  readonly instalments?: Instalment[];
  readonly signatory?: Signatory;
  readonly invoiceNumber?: string;
  readonly interim?: boolean;
}

/** Settles as a window does that has just looked at the trial. */
export function settleBy({ context, actor }: TestHospital, stayId: string, ways: Ways): SettlementRecord {
  const { interim, payments, ...rest } = ways;
  const question = { stayId, asOrdinary: false, ...(interim === undefined ? {} : { interim }) };
  const { trialHash } = trialForWindow(context, question);
  const input = { requestId: context.newId(), ...question, trialHash, payments: [...payments], ...rest };
  return settleStay(context, actor('clerk'), input);
}
