import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { ChargeQuery } from '../../../shared/contract/hospital-system.ts';
import type { Statement } from '../../../shared/contract/reconciliation.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { type StatementColumn, statementColumns } from '../../../shared/contract/statement.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { canonicalJson, sha256 } from '../hashing/canonical.ts';
import { answeredRows } from '../hospital-system/answered-rows.ts';
import { askForLines } from '../hospital-system/ask.ts';
import { readToken } from '../hospital-system/token.ts';
import { readHospital, readSetting, today } from '../hospital/settings.ts';
import { alone } from './alone.ts';
import { daysOf } from './fetch.ts';
import type { DaySpan } from './known.ts';
import { LineReader } from './line.ts';
import { type LinePortion, portionOf } from './packed.ts';
import { faultyRows, Tally } from './read-statement.ts';
import { storeStatement } from './store-statement.ts';

/**
 * Takes in what the hospital's own system charged on the days of a span, day by day: all of it or nothing. Refuses
 * `hospital_system_not_set`, `reconciliation_span_wrong`, what `askForLines` refuses, `statement_rows_faulty` with every
 * line of the day that is not sound, `statement_of_others`, `reconciliation_running` and `reconciliation_cancelled`.
 */
export async function fetchCharges(context: ServiceContext, actor: Actor, span: DaySpan): Promise<Statement> {
  const query = readSetting(context, 'chargeQuery');
  if (query === null) {
    throw new Refusal(
      'hospital_system_not_set',
      '还没有设置向收费系统查询收费，请选对账单文件，或请信息科在“费用来源”里设置。',
    );
  }
  const days = daysOf(span);
  const { hospitalCode } = readHospital(context, today(context));
  return alone(context, async ({ tell }) => {
    const reading = new ChargesReading(query, hospitalCode);
    const title = `收费系统 ${days[0] ?? ''} 至 ${days.at(-1) ?? ''}`;
    return storeStatement(context, actor, { side: 'hospital', source: 'platform', title }, async (add) => {
      for (const [index, day] of days.entries()) {
        tell({ step: 'asking', done: index, total: days.length });
        const asked = { admissionNumber: null, from: day, to: day };
        add(reading.read(await askForLines(query, readToken(context), asked)));
      }
      return reading.sums(days);
    });
  });
}

/** The answers of all days, one after the other. */
class ChargesReading {
  readonly #query: ChargeQuery;
  readonly #hospitalCode: string;
  readonly #hashes: string[] = [];
  #tally: Tally | undefined;
  #lineCount = 0;

  constructor(query: ChargeQuery, hospitalCode: string) {
    this.#query = query;
    this.#hospitalCode = hospitalCode;
  }

  read(lines: Parameters<typeof answeredRows>[2]): LinePortion {
    const { fields, unit } = this.#query;
    const { positions, rows } = answeredRows<StatementColumn>(
      statementColumns,
      fields,
      lines,
      this.#lineCount,
    );
    const reader = new LineReader(positions, { unit, hospitalCode: this.#hospitalCode });
    const tally = (this.#tally ??= new Tally(reader.fields));
    const cells: string[] = [];
    for (const row of rows) {
      const kind = reader.read(row, cells);
      if (kind === 'sum' || kind === 'foreign') tally.leaveOut(kind);
    }
    const problems = rows.flatMap((row) => row.problems);
    if (problems.length > 0) throw faultyRows(problems);
    this.#lineCount += lines.length;
    tally.add(cells);
    const portion = portionOf(reader.fields, cells);
    this.#hashes.push(sha256(portion.text));
    return portion;
  }

  sums(days: readonly LocalDate[]): ReturnType<Tally['sums']> {
    const tally = this.#tally ?? new Tally(['day', 'total']);
    return tally.sums(sha256(canonicalJson({ days, hashes: this.#hashes })));
  }
}
