import { mostNamedPapers, type Shift } from '../../../shared/contract/day-close.ts';
import { fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inSpan, type Span } from './span.ts';

type Slips = Pick<
  Shift,
  'settlementCount' | 'settledFen' | 'personalFen' | 'reversalCount' | 'firstSlip' | 'lastSlip' | 'voided'
>;

/** Slips of a span in the order in which they were given out, and those that it took back. */
export function slipsOf(context: ServiceContext, span: Span): Slips {
  const told = statement<[Span], SlipSums>(
    context.database,
    `SELECT sum(settlement.kind <> 'reversal') AS settlementCount, sum(settlement.kind = 'reversal') AS reversalCount,
       sum(total_fen) AS settledFen, sum(personal_fen) AS personalFen, min(posting.rowid) AS first,
       max(posting.rowid) AS last
     ${settlementsOfSpan()}`,
  ).get(span);
  return {
    settlementCount: told?.settlementCount ?? 0,
    reversalCount: told?.reversalCount ?? 0,
    settledFen: fen(told?.settledFen ?? 0),
    personalFen: fen(told?.personalFen ?? 0),
    firstSlip: slipOfPosting(context, told?.first ?? null),
    lastSlip: slipOfPosting(context, told?.last ?? null),
    voided: statement<[Span & { most: number }], Shift['voided'][number]>(
      context.database,
      `SELECT original.slip_number AS slipNumber, settlement.slip_number AS reversalNumber, settlement.reason
       ${settlementsOfSpan('JOIN settlement AS original ON original.id = settlement.reverses_id')}
       ORDER BY posting.rowid LIMIT 0 + @most`,
    ).all({ ...span, most: mostNamedPapers }),
  };
}

interface SlipSums {
  readonly settlementCount: number | null;
  readonly reversalCount: number | null;
  readonly settledFen: number | null;
  readonly personalFen: number | null;
  readonly first: number | null;
  readonly last: number | null;
}

const settlementsOfSpan = (join = ''): string => `FROM ledger_posting AS posting
  JOIN settlement ON settlement.id = posting.settlement_id ${join}
  WHERE posting.kind IN ('settlement', 'reversal') AND ${inSpan}`;

function slipOfPosting(context: ServiceContext, place: number | null): string | null {
  if (place === null) return null;
  const sql = `SELECT slip_number AS slipNumber FROM ledger_posting AS posting
    JOIN settlement ON settlement.id = posting.settlement_id WHERE posting.rowid = ?`;
  return statement<[number], { slipNumber: string }>(context.database, sql).get(place)?.slipNumber ?? null;
}

/** The papers that a clerk printed again, between two papers of the archive in its order. */
interface PaperSpan {
  readonly clerkId: string;
  readonly afterDocumentId: string | null;
  readonly upToDocumentId: string | null;
}

export function reprintsOf(
  context: ServiceContext,
  span: PaperSpan,
): Pick<Shift, 'reprintCount' | 'reprints'> {
  const again = `FROM document WHERE recorded_by = @clerkId AND copy_number > 0
    AND rowid > coalesce((SELECT rowid FROM document WHERE id = @afterDocumentId), 0)
    AND (@upToDocumentId IS NULL OR rowid <= (SELECT rowid FROM document WHERE id = @upToDocumentId))`;
  const { reprintCount } = statement<[PaperSpan], { reprintCount: number }>(
    context.database,
    `SELECT count(*) AS reprintCount ${again}`,
  ).get(span) ?? { reprintCount: 0 };
  const reprints = statement<[PaperSpan & { most: number }], Shift['reprints'][number]>(
    context.database,
    `SELECT number, title, copy_number AS copyNumber, coalesce(reason, '') AS reason ${again}
     ORDER BY rowid LIMIT 0 + @most`,
  ).all({ ...span, most: mostNamedPapers });
  return { reprintCount, reprints };
}
