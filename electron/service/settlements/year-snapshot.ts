import { z } from 'zod';
import { yearStateSchema } from '../../../shared/contract/people.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { lineSchema } from '../../../shared/contract/values.ts';
import type { YearState } from '../../../shared/engine/claim.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { readHospital, today } from '../hospital/settings.ts';

/** A person's year in one insurance. */
export interface PersonYear {
  readonly personId: string;
  readonly insurance: string;
  readonly year: number;
}

/** What the platform says of a person's year (5206): everybody's settlements together, ours among them. */
export interface NewSnapshot extends PersonYear {
  /** The moment for which it was said, in UTC. */
  readonly asOf: string;
  readonly amounts: YearState;
  /** Our settlements and reversals that the amounts already contain. */
  readonly contains: readonly string[];
  /** Who said it, in words: 县平台 5206. */
  readonly source: string;
}

export interface Snapshot {
  readonly snapshotId: string;
  readonly asOf: string;
  readonly source: string;
  readonly recordedAt: string;
  readonly amounts: YearState;
}

const mostSettlements = 1000;
const notNegative = z.int().min(0);
const amountsSchema = yearStateSchema.refine(
  ({ paidFen, ...amounts }) =>
    Object.keys(paidFen).length <= 100 &&
    [...Object.values(amounts), ...Object.values(paidFen)].every(
      (each) => notNegative.safeParse(each).success,
    ),
);

/**
 * Puts down what the platform says; from then on the year starts from it (year-state.ts), while settlements that are
 * made stay as they are. Returns the snapshot's id. Refuses `snapshot_not_valid`, `snapshot_in_future` and
 * `snapshot_settlement_unknown` for a name that is no settlement of ours of this person, insurance and year.
 */
export function recordSnapshot(
  context: ServiceContext,
  actor: Actor | undefined,
  snapshot: NewSnapshot,
): string {
  const { asOf, source, personId, insurance, year } = snapshot;
  const amounts = checkSnapshot(context, snapshot);
  const snapshotId = context.newId();
  const contains = [...new Set(snapshot.contains)];
  inTransaction(context.database, () => {
    requireOurs(context, snapshot, contains);
    const insertHeld = statement<[string, string]>(
      context.database,
      'INSERT INTO year_snapshot_settlement (snapshot_id, settlement_id) VALUES (?, ?)',
    );
    for (const settlementId of contains) insertHeld.run(snapshotId, settlementId);
    const { hospitalId, windowId, origin } = readHospital(context, today(context));
    const { paidFen, ...plain } = amounts;
    statement<Record<string, unknown>>(context.database, insertSnapshot).run({
      ...plain,
      snapshotId,
      personId,
      insurance,
      year,
      asOf,
      source,
      paidFen: JSON.stringify(paidFen),
      hospitalId,
      windowId,
      origin,
      recordedAt: context.clock.now().toISOString(),
      recordedBy: actor?.accountId ?? null,
    });
    appendAudit(context, actor, 'year.snapshot', personId, { snapshotId, insurance, year, asOf, contains });
  });
  return snapshotId;
}

const insertSnapshot = `
INSERT INTO year_snapshot (
  id, person_id, insurance, year, as_of, source, critical_illness_burden_fen, personal_fen, personal_in_scope_fen,
  deductible_fen, stays, paid_fen, hospital, window, origin, recorded_at, recorded_by
) VALUES (
  @snapshotId, @personId, @insurance, @year, @asOf, @source, @criticalIllnessBurdenFen, @personalFen,
  @personalInScopeFen, @deductibleFen, @stays, @paidFen, @hospitalId, @windowId, @origin, @recordedAt, @recordedBy
)`;

function checkSnapshot(
  context: ServiceContext,
  { amounts, asOf, source, contains }: NewSnapshot,
): z.output<typeof yearStateSchema> {
  const checked = amountsSchema.safeParse(amounts);
  const isSound = z.iso.datetime().safeParse(asOf).success && lineSchema(60).min(1).safeParse(source).success;
  if (!checked.success || !isSound || contains.length > mostSettlements) {
    throw new Refusal('snapshot_not_valid', '平台返回的年度累计不完整或金额不对，没有采用。请重新查询。');
  }
  if (new Date(asOf) > context.clock.now()) {
    throw new Refusal(
      'snapshot_in_future',
      '平台年度累计的时间晚于本机时间，没有采用。请核对本机的日期和时间。',
    );
  }
  return checked.data;
}

function requireOurs(context: ServiceContext, of: PersonYear, contains: readonly string[]): void {
  const ours = statement<[string, string, string, number], { found: 1 }>(
    context.database,
    'SELECT 1 AS found FROM settlement WHERE id = ? AND person_id = ? AND insurance = ? AND year = ?',
  );
  for (const settlementId of contains) {
    if (ours.get(settlementId, of.personId, of.insurance, of.year) === undefined) {
      throw new Refusal(
        'snapshot_settlement_unknown',
        '平台年度累计里列出的结算不是此人本年在本院的结算，没有采用。请信息科核对。',
      );
    }
  }
}

interface SnapshotRow extends Omit<Snapshot, 'amounts'> {
  readonly criticalIllnessBurdenFen: Fen;
  readonly personalFen: Fen;
  readonly personalInScopeFen: Fen;
  readonly deductibleFen: Fen;
  readonly stays: number;
  readonly paidFen: string;
}

/** What the platform said for the latest moment; one that came late but speaks of an earlier moment never counts. */
export function latestSnapshot(context: ServiceContext, of: PersonYear): Snapshot | undefined {
  const { personId, insurance, year } = of;
  const row = statement<[string, string, number], SnapshotRow>(
    context.database,
    `SELECT id AS snapshotId, as_of AS asOf, source, recorded_at AS recordedAt,
       critical_illness_burden_fen AS criticalIllnessBurdenFen, personal_fen AS personalFen,
       personal_in_scope_fen AS personalInScopeFen, deductible_fen AS deductibleFen, stays, paid_fen AS paidFen
     FROM year_snapshot WHERE person_id = ? AND insurance = ? AND year = ?
     ORDER BY as_of DESC, rowid DESC LIMIT 1`,
  ).get(personId, insurance, year);
  if (row === undefined) return undefined;
  const { snapshotId, asOf, source, recordedAt, paidFen, ...amounts } = row;
  const paid = JSON.parse(paidFen) as Record<string, Fen>;
  return { snapshotId, asOf, source, recordedAt, amounts: { ...amounts, paidFen: paid } };
}
