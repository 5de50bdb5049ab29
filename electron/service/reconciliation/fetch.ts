import { Temporal } from 'temporal-polyfill';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Statement } from '../../../shared/contract/reconciliation.ts';
import type { KindOfCare } from '../../../shared/engine/claim.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { sumFen } from '../../../shared/money/fen.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { canonicalJson, sha256 } from '../hashing/canonical.ts';
import { platformOfSettings } from '../outbox/platform-of-settings.ts';
import { clearingTypes, inpatientVisit, outpatientVisit } from '../platform/dictionary.ts';
import type { Platform } from '../platform/platform.ts';
import type { CentreLine } from '../platform/statement.ts';
import { alone } from './alone.ts';
import { type LinePortion, portionOf } from './packed.ts';
import type { DaySpan } from './known.ts';
import { storeStatement } from './store-statement.ts';

/** The centre clears stays and visits apart, and lists them so. */
const kindsOfCare: readonly KindOfCare[] = ['inpatient', 'outpatient'];

interface ListedLine {
  readonly day: LocalDate;
  readonly care: KindOfCare;
  readonly line: CentreLine;
}

/** Each day is a question of its own. */
const mostDays = 92;

/**
 * Takes in what the centre lists for the days of a span (3202), day by day: all of it or nothing. Refuses
 * `platform_not_set`, `reconciliation_span_wrong`, `reconciliation_not_answered`, `reconciliation_running` and
 * `reconciliation_cancelled`.
 */
export async function fetchStatement(
  context: ServiceContext,
  actor: Actor,
  span: DaySpan,
  platform: Platform | undefined = platformOfSettings(context)(),
): Promise<Statement> {
  const days = daysOf(span);
  if (platform === undefined) {
    throw new Refusal('platform_not_set', '没有设置医保平台，请信息科在管理里设置，或者改用对账文件。');
  }
  try {
    return await alone(context, async ({ tell }) => {
      const lines: ListedLine[] = [];
      for (const [index, day] of days.entries()) {
        tell({ step: 'asking', done: index, total: days.length });
        for (const care of kindsOfCare) {
          const answer = await platform.linesOfDay({ day, care });
          if (answer.outcome !== 'accepted') {
            throw new Refusal(
              'reconciliation_not_answered',
              `医保中心没有给出 ${day} 的明细：${answer.reason}`,
            );
          }
          lines.push(...answer.value.map((line) => ({ day, care, line })));
        }
      }
      return keep(context, actor, span, lines);
    });
  } finally {
    platform.close();
  }
}

function keep(
  context: ServiceContext,
  actor: Actor,
  { from, to }: DaySpan,
  lines: readonly ListedLine[],
): Promise<Statement> {
  const last = Temporal.PlainDate.from(to).subtract({ days: 1 }).toString();
  const title = `医保平台 ${from} 至 ${last}`;
  return storeStatement(context, actor, { side: 'centre', source: 'platform', title }, async (add) => {
    add(portionOf(fields, lines.flatMap(cellsOf)));
    return {
      fileHash: sha256(canonicalJson(lines)),
      lineCount: lines.length,
      sumCount: 0,
      foreignCount: 0,
      firstDay: lines[0]?.day ?? null,
      lastDay: lines.at(-1)?.day ?? null,
      totalFen: sumFen(lines.map(({ line }) => line.totalFen)),
    };
  });
}

const fields: LinePortion['fields'] = [
  'number',
  'stayNumber',
  'day',
  'insurance',
  'visitType',
  'clearingType',
  'total',
  'fund',
  'account',
];

const visitTypes: Readonly<Record<KindOfCare, string>> = {
  inpatient: inpatientVisit,
  outpatient: outpatientVisit,
};

function cellsOf({ day, care, line }: ListedLine): string[] {
  const { number, stayNumber, totalFen, fundFen, accountFen } = line;
  const amounts = [totalFen, fundFen, accountFen].map((amount) => String(amount ?? ''));
  return [number, stayNumber, day, '390', visitTypes[care], clearingTypes[care], ...amounts];
}

/** Refuses `reconciliation_span_wrong`: none, or more than are asked for at once. */
export function daysOf({ from, to }: DaySpan): LocalDate[] {
  const [first, end] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  const count = first.until(end).total('days');
  if (count < 1 || count > mostDays) {
    throw new Refusal('reconciliation_span_wrong', `取明细一次 1 到 ${mostDays} 天，请改起止日期。`);
  }
  return Array.from({ length: count }, (_, index) => first.add({ days: index }).toString() as LocalDate);
}
