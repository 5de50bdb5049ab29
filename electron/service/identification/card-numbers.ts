import type { PaperCode } from '../../../shared/identity/code-shape.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

/**
 * Whose card that is, as it was learnt last; undefined where nobody has told. A token of an electronic credential is
 * never kept: it is good for minutes.
 */
export function ownerOfCard(context: ServiceContext, { paper, number }: PaperCode): string | undefined {
  const row = statement<[string, string], { personId: string }>(
    context.database,
    `SELECT person_id AS personId FROM card_number WHERE paper = ? AND number = ? ORDER BY rowid DESC LIMIT 1`,
  ).get(paper, number);
  return row?.personId;
}

/** Puts down whose card that is from now on. @param by the account; null for an import without one */
export function learnCard(
  context: ServiceContext,
  card: PaperCode,
  personId: string,
  source: 'platform' | 'roster',
  by: string | null,
): void {
  const { paper, number } = card;
  if (paper === 'electronic_credential' || ownerOfCard(context, card) === personId) return;
  statement<unknown[]>(
    context.database,
    `INSERT INTO card_number (id, paper, number, person_id, source, recorded_at, recorded_by)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(context.newId(), paper, number, personId, source, context.clock.now().toISOString(), by);
}
