import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { type Debtor, type DebtorList, mostDebtors } from '../../../shared/contract/payments.ts';
import { maskIdNumber, maskPhone } from '../../../shared/identity/id-number.ts';
import { sumFen, zeroFen } from '../../../shared/money/fen.ts';
import type { Call, ServiceContext } from '../context.ts';
import { today } from '../hospital/settings.ts';
import { type Person, readPerson } from '../people/person.ts';
import { plainForSearch } from '../people/plain-text.ts';
import { openInstalments } from './carry-plan.ts';
import { type OwedByPerson, owedByAll } from './owed.ts';

type DebtorQuestion = Call<'debts.list'>['input'];

/** The list of debtors for a screen: the sums are over all who were asked for, the rows at most 1,000. */
export function listDebtors(context: ServiceContext, question: DebtorQuestion): DebtorList {
  const found = allDebtors(context, question);
  return {
    debtors: found.slice(0, mostDebtors),
    more: found.length > mostDebtors,
    debtorCount: found.length,
    owedFen: sumFen(found.map(({ owedFen }) => owedFen)),
    overdueCount: found.filter(({ overdueFen }) => overdueFen > zeroFen).length,
    overdueFen: sumFen(found.map(({ overdueFen }) => overdueFen)),
  };
}

/**
 * Everybody who owes something, those first whose oldest date is longest past, then by the next date, then those without
 * one. A text narrows to a name, a township or village, or an ID number or its end.
 */
export function allDebtors(context: ServiceContext, { text, onlyOverdue }: DebtorQuestion): Debtor[] {
  const businessDay = today(context);
  const sought = plainForSearch(text);
  return [...groupByPerson(owedByAll(context))]
    .map(([personId, owed]) => ({ person: readPerson(context, personId), owed }))
    .filter(({ person }) => isSought(person, sought))
    .map(({ person, owed }) => debtorOf(context, person, owed, businessDay))
    .filter(({ overdueFen }) => !onlyOverdue || overdueFen > zeroFen)
    .toSorted(byUrgency);
}

function groupByPerson(all: readonly OwedByPerson[]): Map<string, OwedByPerson[]> {
  const groups = new Map<string, OwedByPerson[]>();
  for (const owed of all) groups.set(owed.personId, [...(groups.get(owed.personId) ?? []), owed]);
  return groups;
}

/** @param owed what one person owes, the oldest settlement first */
function debtorOf(
  context: ServiceContext,
  person: Person,
  owed: readonly OwedByPerson[],
  businessDay: LocalDate,
): Debtor {
  const dated = owed
    .flatMap(({ settlementId }) => openInstalments(context, settlementId))
    .toSorted((left, right) => (left.dueOn < right.dueOn ? -1 : 1));
  const overdue = dated.filter(({ dueOn }) => dueOn < businessDay);
  const { personId, name, idNumber, phone, township, village } = person;
  return {
    personId,
    name,
    maskedIdNumber: maskIdNumber(idNumber),
    maskedPhone: phone === null ? null : maskPhone(phone),
    township,
    village,
    settlementCount: owed.length,
    owedFen: sumFen(owed.map(({ owedFen }) => owedFen)),
    owedSince: owed[0]?.settledOn as LocalDate,
    overdueFen: sumFen(overdue.map(({ amountFen }) => amountFen)),
    overdueSince: overdue[0]?.dueOn ?? null,
    next: dated.find(({ dueOn }) => dueOn >= businessDay) ?? null,
  };
}

function isSought({ name, idNumber, township, village }: Person, sought: string): boolean {
  if (sought === '') return true;
  if (/^\d{4,}[x]?$/i.test(sought)) return idNumber.endsWith(sought.toUpperCase());
  return [name, township, village].some((part) => part !== null && plainForSearch(part).includes(sought));
}

function byUrgency(left: Debtor, right: Debtor): number {
  const [one, other] = [urgencyOf(left), urgencyOf(right)];
  if (one === other) return right.owedFen - left.owedFen;
  return one < other ? -1 : 1;
}

/** Days are compared as text; what has a date comes before what has none. */
function urgencyOf({ overdueSince, next, owedSince }: Debtor): string {
  if (overdueSince !== null) return `1 ${overdueSince}`;
  return next === null ? `3 ${owedSince}` : `2 ${next.dueOn}`;
}
