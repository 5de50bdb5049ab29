import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Debt, Debts } from '../../../shared/contract/payments.ts';
import { type Fen, fen, sumFen, zeroFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { readSetting, today } from '../hospital/settings.ts';
import { openRefunds } from '../payments/open-refunds.ts';
import { owedBySettlement } from './owed.ts';
import { newestPlan, shownPlan } from './plan.ts';

/** What a person owes, with the dates on which it falls due, and what is to be given back. Sums over the ledger. */
export function debtsOf(context: ServiceContext, personId: string): Debts {
  const debts = debtsToPay(context, personId, today(context));
  const refunds = openRefunds(context, personId);
  return {
    personId,
    debts,
    owedFen: sumFen(debts.map(({ owedFen }) => owedFen)),
    overdueFen: sumFen(debts.map(({ overdueFen }) => overdueFen)),
    refunds,
    refundFen: sumFen(refunds.map(({ handOutFen }) => handOutFen)),
    cashRounding: readSetting(context, 'cashRounding'),
  };
}

/** Everything that is owed, the oldest settlement first. */
export function debtsToPay(context: ServiceContext, personId: string, businessDay: LocalDate): Debt[] {
  return owedBySettlement(context, personId).map(({ settledOn, ...owed }) => {
    const row = newestPlan(context, owed.settlementId);
    const plan = row === undefined ? null : shownPlan(context, row, owed.owedFen, businessDay);
    const overdue = plan?.instalments.filter(({ isOverdue }) => isOverdue) ?? [];
    return {
      ...owed,
      settledOn: settledOn as LocalDate,
      overdueFen: sumFen(overdue.map(({ openFen }) => openFen)),
      plan,
    };
  });
}

/** A part of a debt with the day on which it falls due; what was deferred without a date comes first. */
export interface DueDebt {
  readonly settlementId: string;
  readonly dueOn: string;
  readonly openFen: Fen;
}

/**
 * Every open part of all debts, the oldest date first: the order in which later payments meet them. What came to a debt
 * after its dates were agreed has none.
 */
export function inOrderOfPaying(debts: readonly Debt[]): DueDebt[] {
  return debts
    .flatMap(({ settlementId, owedFen, plan }) => {
      const dated = plan?.instalments.map(({ dueOn, openFen }) => ({ settlementId, dueOn, openFen })) ?? [];
      const undatedFen = fen(owedFen - sumFen(dated.map(({ openFen }) => openFen)));
      return [{ settlementId, dueOn: '', openFen: undatedFen }, ...dated];
    })
    .filter(({ openFen }) => openFen > zeroFen)
    .toSorted((left, right) => (left.dueOn < right.dueOn ? -1 : left.dueOn > right.dueOn ? 1 : 0));
}
