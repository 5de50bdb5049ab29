import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { FeeLines, PrintedFee } from '../../../shared/contract/documents/fee-lines.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { careTitles } from '../../../shared/contract/care-titles.ts';
import { costClasses } from '../../../shared/contract/stays.ts';
import type { CostParts } from '../../../shared/engine/claim.ts';
import { sumItems } from '../../../shared/fees/item.ts';
import { maskIdNumber } from '../../../shared/identity/id-number.ts';
import { Exact } from '../../../shared/money/exact.ts';
import { fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { Gathered } from '../documents/gather.ts';
import { today } from '../hospital/settings.ts';
import { readPerson } from '../people/person.ts';
import { readStay } from '../stays/stay.ts';
import { isKept } from './fee-lists.ts';
import { type FreeItems, freeItemsOf } from './free-items.ts';

const mostItems = 5000;

/** What was charged on that day. Refuses `stay_not_found`, `no_fees_on_day`, `fee_list_too_long`. */
export function dailyFeesContent(
  context: ServiceContext,
  stayId: string,
  day: LocalDate | null,
): Gathered<'daily_fees'> {
  if (day === null) throw new Error('a daily list is of a day');
  const lines = gather(context, stayId, day);
  if (lines.items.length === 0) {
    throw new Refusal('no_fees_on_day', `${day} 没有费用，请核对日期，或先导入这一天的清单。`);
  }
  const head = headOf(context, stayId, `费用日清单（${day}）`);
  return { ...head, number: `${head.number}-${day}`, businessDay: day, content: lines };
}

/** Everything that was charged. Refuses `stay_not_found`, `no_fees`, `fee_list_too_long`. */
export function feeListContent(context: ServiceContext, stayId: string): Gathered<'fee_list'> {
  const lines = gather(context, stayId, null);
  if (lines.items.length === 0) {
    throw new Refusal('no_fees', '还没有可结算的费用，请先导入费用清单。');
  }
  return { ...headOf(context, stayId, '费用明细清单'), businessDay: today(context), content: lines };
}

function headOf(context: ServiceContext, stayId: string, title: string) {
  const { admissionNumber, personId, visitType } = readStay(context, stayId);
  return { title: `${careTitles[visitType]}${title}`, number: admissionNumber, personId };
}

function gather(context: ServiceContext, stayId: string, day: LocalDate | null): FeeLines {
  const stay = readStay(context, stayId);
  const person = readPerson(context, stay.personId);
  const lines = readLines(context, stayId, day);
  const free = freeItemsOf(context, stay);
  const items = merged(lines, free);
  if (items.length > mostItems) {
    const sentence = `清单超过 ${mostItems} 项，打不成一张。请按天打印日清单。`;
    throw new Refusal('fee_list_too_long', sentence);
  }
  return {
    person: {
      name: person.name,
      sex: person.sex === 'male' ? '男' : '女',
      maskedIdNumber: maskIdNumber(person.idNumber),
    },
    stay: {
      admissionNumber: stay.admissionNumber,
      isVisit: stay.visitType === 'outpatient',
      department: stay.department,
      bed: stay.bed ?? '',
      admittedOn: stay.admittedOn,
      dischargedOn: stay.dischargedOn,
    },
    day,
    items,
    freeOfCharge: items.some(({ isFree }) => isFree) ? (free?.sentence ?? null) : null,
    cost: sumItems(lines),
    totalSoFarFen: sumItems(day === null ? lines : readLines(context, stayId, null, day)).totalFen,
  };
}

type LineRow = Omit<PrintedFee, 'inScopeFen' | 'preSelfPayFen' | 'ownFen' | 'amountFen' | 'isFree'> &
  CostParts & { readonly catalogueCode: string | null };

/** Of one day; or of all days, up to the one that is named. */
function readLines(
  context: ServiceContext,
  stayId: string,
  day: LocalDate | null,
  upTo: LocalDate | null = null,
): LineRow[] {
  return statement<object, LineRow>(
    context.database,
    `SELECT code, catalogue_code AS catalogueCode, name, cost_class AS costClass, coalesce(unit, '') AS unit, price, quantity,
       catalogue_class AS catalogueClass, amount_fen AS totalFen, item.own_expense_fen AS ownExpenseFen,
       item.over_limit_fen AS overLimitFen, item.pre_self_pay_fen AS preSelfPayFen, item.in_scope_fen AS inScopeFen
     FROM fee_list AS list JOIN fee_item AS item ON item.fee_list_id = list.id
     WHERE list.stay_id = @stayId AND (@day IS NULL OR charged_on = @day)
       AND (@upTo IS NULL OR charged_on <= @upTo) AND ${isKept('list')}`,
  ).all({ stayId, day, upTo });
}

/** Equal charges as one line, in the slip's order of classes; what was given back whole is left out. */
function merged(lines: readonly LineRow[], free: FreeItems | undefined): PrintedFee[] {
  const sums = new Map<string, { readonly line: LineRow; readonly all: LineRow[]; quantity: Exact }>();
  for (const line of lines) {
    const { costClass, code, name, unit, price, catalogueClass } = line;
    const key = JSON.stringify([costClass, code, name, unit, new Exact(price).toString(), catalogueClass]);
    const sum = sums.get(key) ?? { line, all: [], quantity: new Exact(0) };
    sum.all.push(line);
    sum.quantity = sum.quantity.plus(line.quantity);
    sums.set(key, sum);
  }
  return [...sums.values()]
    .map(({ line, all, quantity }) => printed(line, quantity, sumItems(all), free))
    .filter(({ amountFen, quantity }) => amountFen !== 0 || quantity !== '0')
    .toSorted((one, other) => costClasses.indexOf(one.costClass) - costClasses.indexOf(other.costClass));
}

function printed(line: LineRow, quantity: Exact, cost: CostParts, free: FreeItems | undefined): PrintedFee {
  const { costClass, code, name, unit, price, catalogueClass } = line;
  return {
    costClass,
    code,
    name,
    unit,
    price,
    catalogueClass,
    quantity: quantity.toString(),
    amountFen: cost.totalFen,
    preSelfPayFen: cost.preSelfPayFen,
    inScopeFen: cost.inScopeFen,
    ownFen: fen(cost.ownExpenseFen + cost.overLimitFen),
    isFree: free?.isFree(line) === true,
  };
}
