import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { isThere } from '../outbox/told.ts';
import type { PersonYear } from '../settlements/year-snapshot.ts';

/** How far our settlements of a person's year have come on their way to the platform. */
export interface Standing {
  /** Settlements and reversals that the platform has accepted, in the order in which they were written. */
  readonly accepted: readonly string[];
  /** Whether it may have one that we do not know it has: then what it says cannot be set against what we hold. */
  readonly inDoubt: boolean;
}

/**
 * Read from the outbox. In doubt is what may be there, also given up by the sender or on its way in a package, and what
 * the file no longer says rightly.
 */
export function readStanding(context: ServiceContext, of: PersonYear): Standing {
  const { personId, insurance, year } = of;
  const rows = statement<object, { settlementId: string; accepted: 0 | 1; inDoubt: 0 | 1 }>(
    context.database,
    `SELECT settlement.id AS settlementId, max(upload.state = 'done') AS accepted,
       max(upload.closed_at IS NULL
         AND (${isThere('upload')} = 'perhaps' OR upload.last_code IS 'record_damaged')) AS inDoubt
     FROM settlement INDEXED BY settlement_by_person_and_year
     JOIN outbox AS upload ON upload.fact_id = settlement.id AND upload.kind IN ('settlement', 'reversal')
     WHERE settlement.person_id = @personId AND settlement.insurance = @insurance AND settlement.year = @year
     GROUP BY settlement.id ORDER BY settlement.rowid`,
  ).all({ personId, insurance, year });
  return {
    accepted: rows.filter(({ accepted }) => accepted === 1).map(({ settlementId }) => settlementId),
    inDoubt: rows.some(({ inDoubt }) => inDoubt === 1),
  };
}
