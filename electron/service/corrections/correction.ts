import type { ChainPreview, ChainResult } from '../../../shared/contract/corrections.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readHospital } from '../hospital/settings.ts';
import type { WalkedLink } from './chain.ts';

export interface NewCorrection {
  readonly preview: ChainPreview;
  readonly walked: readonly WalkedLink[];
  readonly reason: string;
  readonly approvalId: string;
}

/** Ties each settlement of the chain to its reversal and to the one that took its place; returns the act's id. */
export function writeCorrection(
  context: ServiceContext,
  actor: Actor,
  { preview, walked, reason, approvalId }: NewCorrection,
): string {
  const [first] = walked;
  if (first === undefined) throw new Error('a correction has at least one step');
  const correctionId = context.newId();
  const insertStep = statement<[string, number, string, string, string | null]>(
    context.database,
    `INSERT INTO correction_step (correction_id, position, settlement_id, reversal_id, settled_again_id)
     VALUES (?, ?, ?, ?, ?)`,
  );
  for (const [position, { original, reversalId, again }] of walked.entries()) {
    insertStep.run(correctionId, position, original.settlementId, reversalId, again?.settlementId ?? null);
  }
  const { personId, insurance, year } = first.original;
  const { hospitalId, windowId, origin } = readHospital(context, preview.settledOn);
  statement<Record<string, unknown>>(context.database, insertCorrection).run({
    correctionId,
    personId,
    insurance,
    year,
    previewHash: preview.previewHash,
    reason,
    asOrdinary: Number(preview.asOrdinary),
    refundFen: preview.patient.refundFen,
    dueFen: preview.patient.dueFen,
    approvalId,
    hospitalId,
    windowId,
    origin,
    recordedAt: context.clock.now().toISOString(),
    recordedBy: actor.accountId,
  });
  return correctionId;
}

const insertCorrection = `
INSERT INTO correction (
  id, person_id, insurance, year, preview_hash, reason, as_ordinary, refund_fen, due_fen, approval_id, hospital, window,
  origin, recorded_at, recorded_by
) VALUES (
  @correctionId, @personId, @insurance, @year, @previewHash, @reason, @asOrdinary, @refundFen, @dueFen, @approvalId,
  @hospitalId, @windowId, @origin, @recordedAt, @recordedBy
)`;

/** The act that a request made, by the first fact it wrote. */
export function correctionOfReversal(context: ServiceContext, reversalId: string): string {
  const row = statement<[string], { correctionId: string }>(
    context.database,
    'SELECT correction_id AS correctionId FROM correction_step WHERE reversal_id = ?',
  ).get(reversalId);
  if (row === undefined) throw new Error('no act wrote this reversal');
  return row.correctionId;
}

export function readCorrection(context: ServiceContext, correctionId: string): ChainResult {
  const act = statement<[string], { personId: string; refundFen: Fen; dueFen: Fen }>(
    context.database,
    'SELECT person_id AS personId, refund_fen AS refundFen, due_fen AS dueFen FROM correction WHERE id = ?',
  ).get(correctionId);
  if (act === undefined) throw new Error('no such correction');
  const steps = statement<[string], ChainResult['steps'][number]>(
    context.database,
    `SELECT original.id AS settlementId, original.slip_number AS slipNumber, original.stay_id AS stayId,
       reversal.id AS reversalId, reversal.slip_number AS reversalSlipNumber,
       again.id AS settledAgainId, again.slip_number AS settledAgainSlipNumber
     FROM correction_step AS step
     JOIN settlement AS original ON original.id = step.settlement_id
     JOIN settlement AS reversal ON reversal.id = step.reversal_id
     LEFT JOIN settlement AS again ON again.id = step.settled_again_id
     WHERE step.correction_id = ? ORDER BY step.position`,
  ).all(correctionId);
  return { correctionId, ...act, steps };
}
