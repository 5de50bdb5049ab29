import type { Difference, DifferenceHistory } from '../../../shared/contract/reconciliation.ts';
import { sideTitles, type StatementLine } from '../../../shared/contract/statement.ts';
import { type Fen, formatYuan, zeroFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { isClaimable } from '../fund-claims/payers.ts';
import { identifier } from '../outbox/identifiers.ts';

type Event = DifferenceHistory['events'][number];

/** What happened to a difference on every side, the oldest first; what statements say stands last. */
export function historyOf(context: ServiceContext, difference: Difference): DifferenceHistory {
  const { settlementId, identity } = difference;
  const stayId = stayOf(context, difference);
  const ofStay = [
    ...(stayId === null ? [] : settled(context, stayId)),
    ...(settlementId === null ? [] : uploaded(context, settlementId)),
  ];
  const events = [
    ...ofStay.sort((one, other) => ((one.at ?? '') < (other.at ?? '') ? -1 : 1)),
    ...inStatements(difference),
  ];
  const standingId = settlementId === null ? null : standingSettlement(context, settlementId);
  return {
    events: events.slice(-300),
    mayBeAsked: stayId !== null && identifier(context, 'stay', stayId) !== null,
    outboxId: settlementId === null ? null : outboxOf(context, settlementId),
    reversibleId: standingId,
    payers: standingId === null ? [] : payersOf(context, standingId),
    acts: actsOf(context, identity),
  };
}

/** Our stay that a difference is about: of its settlement, else the one that the line names; null: none of ours. */
export function stayOf({ database }: ServiceContext, difference: Difference): string | null {
  const { settlementId, there } = difference;
  const row = statement<object, { stayId: string | null }>(
    database,
    `SELECT coalesce((SELECT stay_id FROM settlement WHERE id = @settlementId),
       (SELECT id FROM stay WHERE admission_number = @admissionNumber ORDER BY rowid DESC LIMIT 1),
       (SELECT our_id FROM platform_identifier INDEXED BY platform_identifier_of_stay
         WHERE value = @stayNumber AND kind = 'stay' LIMIT 1)) AS stayId`,
  ).get({
    settlementId,
    admissionNumber: there?.admissionNumber ?? null,
    stayNumber: there?.stayNumber ?? null,
  });
  return row?.stayId ?? null;
}

/** Every settlement and reversal of the stay. */
function settled({ database }: ServiceContext, stayId: string): Event[] {
  return statement<
    [string],
    { at: string; slip: string; kind: string; totalFen: Fen; reason: string | null; byName: string }
  >(
    database,
    `SELECT this.recorded_at AS at, this.slip_number AS slip, this.kind, this.total_fen AS totalFen, this.reason,
       display_name AS byName
     FROM settlement AS this JOIN staff_account ON staff_account.id = this.recorded_by
     WHERE this.stay_id = ? ORDER BY this.rowid LIMIT 50`,
  )
    .all(stayId)
    .map(({ at, slip, kind, totalFen, reason, byName }): Event => {
      const what = kind === 'reversal' ? `撤销（${reason ?? ''}）` : kind === 'interim' ? '中途结算' : '结算';
      return {
        at,
        side: 'window',
        sentence: `${byName} ${what}，单号 ${slip}，总额 ${formatYuan(totalFen)} 元`,
      };
    });
}

/** What the platform was told of it and how it answered. */
function uploaded({ database }: ServiceContext, settlementId: string): Event[] {
  const attempts = statement<[string], { at: string; outcome: string; reason: string | null }>(
    database,
    `SELECT attempt.at, attempt.outcome, attempt.reason FROM outbox AS told
     JOIN outbox_attempt AS attempt ON attempt.outbox_id = told.id
     WHERE told.kind IN ('settlement', 'reversal') AND told.fact_id = ? ORDER BY attempt.rowid DESC LIMIT 50`,
  ).all(settlementId);
  const given = statement<[string], { at: string; value: string }>(
    database,
    `SELECT learnt_at AS at, value FROM platform_identifier WHERE our_id = ? AND kind = 'settlement'`,
  ).all(settlementId);
  return [
    ...attempts.map(({ at, outcome, reason }): Event => {
      return { at, side: 'centre', sentence: reason ?? (outcome === 'accepted' ? '中心已受理。' : outcome) };
    }),
    ...given.map(({ at, value }): Event => ({ at, side: 'centre', sentence: `中心结算号 ${value}` })),
  ];
}

function inStatements({ side, there, third }: Difference): Event[] {
  const other = side === 'centre' ? 'hospital' : 'centre';
  return [
    ...(there === null
      ? [{ at: null, side, sentence: `${sideTitles[side]}的对账单里没有` }]
      : [{ at: null, side, sentence: `${sideTitles[side]}的对账单：${lineWords(there)}` }]),
    ...third.map((line): Event => ({
      at: null,
      side: other,
      sentence: `${sideTitles[other]}的对账单：${lineWords(line)}`,
    })),
  ];
}

function lineWords({ line, number, slipNumber, admissionNumber, day, amounts }: StatementLine): string {
  const names = [
    line === null ? '' : `第 ${line} 行`,
    number === null ? '' : `中心结算号 ${number}`,
    slipNumber === null ? '' : `单号 ${slipNumber}`,
    admissionNumber === null ? '' : `住院号 ${admissionNumber}`,
  ];
  return [
    ...names.filter((name) => name !== ''),
    day,
    `总额 ${formatYuan(amounts.total ?? zeroFen)} 元`,
  ].join('，');
}

function outboxOf({ database }: ServiceContext, settlementId: string): string | null {
  const sql = `SELECT id FROM outbox WHERE kind IN ('settlement', 'reversal') AND fact_id = ?
    ORDER BY generation DESC LIMIT 1`;
  return statement<[string], { id: string }>(database, sql).get(settlementId)?.id ?? null;
}

/** The settlement itself where it stands; null for a reversal, and for what was taken back. */
export function standingSettlement({ database }: ServiceContext, settlementId: string): string | null {
  const sql = `SELECT id FROM settlement AS this WHERE id = ? AND kind <> 'reversal'
    AND NOT EXISTS (SELECT 1 FROM settlement AS reversal WHERE reversal.reverses_id = this.id)`;
  return statement<[string], { id: string }>(database, sql).get(settlementId)?.id ?? null;
}

/** Whom the hospital claims from: what it bears itself nobody can owe less or more of. */
function payersOf({ database }: ServiceContext, settlementId: string): DifferenceHistory['payers'] {
  return statement<[string], DifferenceHistory['payers'][number]>(
    database,
    `SELECT layer, min(title) AS title, sum(pay_fen) AS payFen FROM settlement_layer WHERE settlement_id = ?
     GROUP BY layer HAVING sum(pay_fen) <> 0 ORDER BY min(position)`,
  )
    .all(settlementId)
    .filter(({ layer }) => isClaimable(layer));
}

/** What was done about a difference, in this run and others, the oldest first. */
export function actsOf({ database }: ServiceContext, identity: string): DifferenceHistory['acts'] {
  return statement<[string], DifferenceHistory['acts'][number]>(
    database,
    `SELECT recorded_at AS at, display_name AS byName, act, text FROM reconciliation_act
     JOIN staff_account ON staff_account.id = recorded_by WHERE identity = ? ORDER BY reconciliation_act.rowid LIMIT 200`,
  ).all(identity);
}
