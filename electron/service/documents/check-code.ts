import type { Database } from 'better-sqlite3';
import {
  type CheckCode,
  personMarkDigits,
  type ReadCheckCode,
  sealDigits,
} from '../../../shared/check-code/check-code.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { canonicalJson } from '../hashing/canonical.ts';
import { type SealKey, sealKey, sealKeys, sealOf } from '../signing/seal.ts';

/** What the seal of a slip covers. */
export interface SealedFacts {
  readonly settlementId: string;
  readonly number: string;
  readonly kind: 'final' | 'interim' | 'reversal';
  readonly settledOn: LocalDate;
  readonly totalFen: Fen;
  readonly inScopeFen: Fen;
  readonly personalFen: Fen;
  readonly personId: string;
  readonly reversedByNumber: string | null;
  readonly payers: readonly { readonly layer: string; readonly payFen: Fen }[];
}

/** The code for the slip of a settlement, under the window's newest key. Refuses `settlement_unknown`. */
export function checkCodeOf(context: ServiceContext, slipNumber: string): CheckCode {
  const facts = sealedFacts(context.database, slipNumber);
  if (facts === undefined) throw new Refusal('settlement_unknown', '没有这张结算单，请刷新后重试。');
  return codeUnder(sealKey(context), facts);
}

/** The stored settlement of that number, if there is one. */
export function sealedFacts(database: Database, slipNumber: string): SealedFacts | undefined {
  const row = statement<[string], Omit<SealedFacts, 'payers'>>(
    database,
    `SELECT id AS settlementId, slip_number AS number, kind, settled_on AS settledOn, total_fen AS totalFen,
       in_scope_fen AS inScopeFen, personal_fen AS personalFen, person_id AS personId,
       (SELECT slip_number FROM settlement AS reversal WHERE reversal.reverses_id = settlement.id) AS reversedByNumber
     FROM settlement WHERE slip_number = ?`,
  ).get(slipNumber);
  if (row === undefined) return undefined;
  const payers = statement<[string], SealedFacts['payers'][number]>(
    database,
    'SELECT layer, pay_fen AS payFen FROM settlement_layer WHERE settlement_id = ? ORDER BY position',
  ).all(row.settlementId);
  return { ...row, payers };
}

/** Whether the seal is one that this window gave to exactly these facts. */
export function isSealedHere(database: Database, facts: SealedFacts, code: ReadCheckCode): boolean {
  return sealKeys(database).some((key) => {
    const { seal, personMark } = codeUnder(key, facts);
    return code.seal === seal && (code.kind === 'typed' || code.personMark === personMark);
  });
}

function codeUnder(key: SealKey, facts: SealedFacts): CheckCode {
  const { number, settledOn, totalFen, personalFen, kind, inScopeFen, personId, payers } = facts;
  const personMark = sealOf(key, `person ${personId}`, personMarkDigits);
  const sealed = { slip: 1, number, kind, settledOn, totalFen, inScopeFen, personalFen, personMark, payers };
  return {
    number,
    settledOn,
    totalFen,
    personalFen,
    personMark,
    seal: sealOf(key, canonicalJson(sealed), sealDigits),
  };
}
