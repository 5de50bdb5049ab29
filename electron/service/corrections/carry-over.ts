import type { Payment } from '../../../shared/contract/payments.ts';
import type { CashRounding } from '../../../shared/money/cash-rounding.ts';
import { type Fen, fen, sumFen, zeroFen } from '../../../shared/money/fen.ts';
import { handOut } from '../payments/open-refunds.ts';
import type { PostedPayment } from '../payments/paid.ts';
import { type RoundedPayment, roundingOfPart } from '../payments/post.ts';

/** A settlement of the chain: what was paid for it, and what it costs the patient when it is settled again. */
export interface CarriedStep {
  readonly paid: readonly PostedPayment[];
  /** Null: it is only reversed. */
  readonly personalFen: Fen | null;
}

/** Money of one reversed settlement that pays for a settlement made again, so that it is not given back. */
export interface Carried {
  readonly fromPosition: number;
  readonly payment: PostedPayment;
  readonly amountFen: Fen;
  /** What the drawer gives more than that and takes again: nobody hands anything over, so it is the same both ways. */
  readonly roundingFen: Fen;
}

export interface CarryOver {
  /** For each step, how its new patient's part is met; short of it while something is due. */
  readonly payments: readonly (readonly RoundedPayment[])[];
  readonly carried: readonly Carried[];
  /** What remains to be given back, and what remains to be paid. */
  readonly refundFen: Fen;
  readonly dueFen: Fen;
  /** What the patient owed by deferrals, and what of it goes on. */
  readonly deferredBeforeFen: Fen;
  readonly deferredAfterFen: Fen;
}

interface Source {
  readonly fromPosition: number;
  readonly payment: PostedPayment;
  leftFen: number;
}

/**
 * Spreads what was paid over the settlements made again. Each first keeps its own money by its own means, then its own
 * deferral, so that a debt shrinks before money is given back; then money that another has left over; then what is
 * `added` now. So either something is given back or something is due, never both, and no means changes.
 */
export function carryOver(
  steps: readonly CarriedStep[],
  added: readonly Payment[],
  cashRounding: CashRounding,
): CarryOver {
  const sources: Source[] = steps.flatMap(({ paid }, fromPosition) =>
    paid.map((payment) => ({ fromPosition, payment, leftFen: payment.amountFen })),
  );
  const money = sources.filter(({ payment }) => payment.means !== 'deferred');
  const deferrals = sources.filter(({ payment }) => payment.means === 'deferred');
  const targets = steps.map(({ personalFen }) => ({
    openFen: personalFen ?? 0,
    payments: [] as RoundedPayment[],
  }));
  const carried: Carried[] = [];
  const fill = (position: number, from: readonly Source[]) => {
    const target = targets[position];
    if (target === undefined) return;
    for (const source of from) {
      const amountFen = fen(Math.min(target.openFen, source.leftFen));
      if (amountFen === 0) continue;
      const { means, reference } = source.payment;
      const roundingFen = fen(handOut(amountFen, source.payment, cashRounding) - amountFen);
      source.leftFen -= amountFen;
      target.openFen -= amountFen;
      addPayment(target.payments, { means, amountFen, reference, roundingFen });
      if (means !== 'deferred') {
        const { fromPosition, payment } = source;
        carried.push({ fromPosition, payment, amountFen, roundingFen });
      }
    }
  };
  for (const position of steps.keys()) {
    fill(
      position,
      money.filter(({ fromPosition }) => fromPosition === position),
    );
    fill(
      position,
      deferrals.filter(({ fromPosition }) => fromPosition === position),
    );
  }
  for (const position of steps.keys()) fill(position, money);
  const dueFen = fen(targets.reduce((sum, { openFen }) => sum + openFen, 0));
  const owed = deferrals.map(({ payment, leftFen }) => fen(payment.amountFen - leftFen));
  payWhatIsDue(targets, added, cashRounding);
  return {
    payments: targets.map(({ payments }) => payments),
    carried,
    refundFen: fen(money.reduce((sum, { leftFen }) => sum + leftFen, 0)),
    dueFen,
    deferredBeforeFen: sumFen(deferrals.map(({ payment }) => payment.amountFen)),
    deferredAfterFen: sumFen(owed),
  };
}

function payWhatIsDue(
  targets: readonly { openFen: number; readonly payments: RoundedPayment[] }[],
  added: readonly Payment[],
  cashRounding: CashRounding,
): void {
  for (const { means, amountFen, reference } of added) {
    let leftFen: number = amountFen;
    for (const target of targets) {
      const part = { means, amountFen: fen(Math.min(target.openFen, leftFen)), reference };
      if (part.amountFen === zeroFen) continue;
      const roundingFen = roundingOfPart(part, amountFen - leftFen, cashRounding);
      leftFen -= part.amountFen;
      target.openFen -= part.amountFen;
      addPayment(target.payments, { ...part, roundingFen });
    }
  }
}

/** One line on the slip for one means and reference. */
function addPayment(payments: RoundedPayment[], added: RoundedPayment): void {
  const index = payments.findIndex(
    ({ means, reference }) => means === added.means && reference === added.reference,
  );
  const same = payments[index];
  if (same === undefined) payments.push(added);
  else {
    const amountFen = fen(same.amountFen + added.amountFen);
    payments[index] = { ...same, amountFen, roundingFen: fen(same.roundingFen + added.roundingFen) };
  }
}
