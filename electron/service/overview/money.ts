import { daysLater, type LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Overview, SettledOnDay } from '../../../shared/contract/overview.ts';
import { type Fen, fen, zeroFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { payerTitle } from '../fund-claims/payers.ts';

const dayCount = 14;

/** What was settled and reversed on the business days up to and with that one, a row for every day. */
export function settledDays({ database }: ServiceContext, today: LocalDate): SettledOnDay[] {
  const first = daysLater(today, 1 - dayCount);
  const found = statement<[string, string], SettledOnDay>(
    database,
    `SELECT business_day AS day, sum(kind <> 'reversal') AS settlementCount, sum(kind = 'reversal') AS reversalCount,
       sum(total_fen) AS totalFen, sum(personal_fen) AS personalFen
     FROM settlement WHERE business_day BETWEEN ? AND ? GROUP BY business_day`,
  ).all(first, today);
  return Array.from({ length: dayCount }, (_, index) => {
    const day = daysLater(first, index);
    return found.find((one) => one.day === day) ?? nothingOn(day);
  });
}

function nothingOn(day: LocalDate): SettledOnDay {
  return { day, settlementCount: 0, reversalCount: 0, totalFen: zeroFen, personalFen: zeroFen };
}

interface Owed {
  /** Null is the patient. */
  readonly payer: string | null;
  readonly todayFen: Fen;
  readonly monthFen: Fen;
}

/** Who bears what was settled today and in this month: what settlements, reversals and top-ups posted on each payer. */
export function payersOf(context: ServiceContext, today: LocalDate): Overview['payers'] {
  const rows = statement<object, Owed>(
    context.database,
    `SELECT entry.payer, sum(amount_fen) FILTER (WHERE settlement.business_day = @today) AS todayFen,
       sum(amount_fen) AS monthFen
     FROM settlement CROSS JOIN ledger_posting AS posting ON posting.settlement_id = settlement.id
       AND posting.kind IN ('settlement', 'reversal')
     CROSS JOIN ledger_entry AS entry ON entry.posting_id = posting.id AND entry.account IN ('receivable', 'patient_due')
     WHERE settlement.business_day BETWEEN @first AND @today
     GROUP BY entry.payer ORDER BY entry.payer IS NULL, sum(amount_fen) DESC`,
  ).all({ today, first: `${today.slice(0, 8)}01` });
  return withTopUps(rows, toppedUpBy(context, today)).map(({ payer, todayFen, monthFen }) => ({
    title: payer === null ? '患者个人' : payerTitle(context, payer),
    todayFen: todayFen ?? zeroFen,
    monthFen,
  }));
}

/** What top-ups put on each payer, taken off the patient. */
function toppedUpBy({ database }: ServiceContext, today: LocalDate): Owed[] {
  return statement<object, Owed>(
    database,
    `SELECT payer, coalesce(sum(amount_fen) FILTER (WHERE business_day = @today), 0) AS todayFen,
       sum(amount_fen) AS monthFen
     FROM top_up WHERE business_day BETWEEN @first AND @today GROUP BY payer ORDER BY payer`,
  ).all({ today, first: `${today.slice(0, 8)}01` });
}

function withTopUps(settled: readonly Owed[], later: readonly Owed[]): readonly Owed[] {
  if (later.length === 0) return settled;
  const sums = new Map<string | null, Owed>(settled.filter(isPayer).map((row) => [row.payer, row]));
  const patient = settled.find((row) => !isPayer(row));
  sums.set(null, patient ?? { payer: null, todayFen: zeroFen, monthFen: zeroFen });
  const add = (payer: string | null, todayFen: number, monthFen: number): void => {
    const before = sums.get(payer);
    sums.set(payer, {
      payer,
      todayFen: fen((before?.todayFen ?? 0) + todayFen),
      monthFen: fen((before?.monthFen ?? 0) + monthFen),
    });
  };
  for (const { payer, todayFen, monthFen } of later) {
    add(payer, todayFen, monthFen);
    add(null, 0 - todayFen, 0 - monthFen);
  }
  // The patient stays the last.
  return [...sums.values()].toSorted((one, other) => Number(isPayer(other)) - Number(isPayer(one)));
}

function isPayer({ payer }: Owed): boolean {
  return payer !== null;
}
