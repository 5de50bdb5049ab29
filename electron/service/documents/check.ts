import type { Database } from 'better-sqlite3';
import { type ReadCheckCode, readCheckCode } from '../../../shared/check-code/check-code.ts';
import type { CheckResult } from '../../../shared/contract/documents/check.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { fen, formatYuan } from '../../../shared/money/fen.ts';
import { statement } from '../database/statement.ts';
import { isSealedHere, type SealedFacts, sealedFacts } from './check-code.ts';

/**
 * Checks a code as scanned or typed against the facts of the file; reads alone. Refuses `check_code_unreadable` for what
 * is no code at all.
 */
export function checkCode(database: Database, text: string): CheckResult {
  const code = readCheckCode(text);
  if (code === undefined) {
    throw new Refusal(
      'check_code_unreadable',
      '这不是结算单的校验码。请扫单上的二维码，或输入单号、空格、十六位校验码。',
    );
  }
  const facts = sealedFacts(database, code.number);
  if (facts === undefined) {
    return {
      verdict: 'unknown',
      sentence: `本窗口没有开过 ${code.number} 号结算单：不是本窗口的单据，或单号被改动。请勿据此付款。`,
      slip: null,
      differences: [],
    };
  }
  const slip = slipOf(database, facts);
  const differences = code.kind === 'whole' ? differencesOf(code, facts) : [];
  if (differences.length > 0 || !isSealedHere(database, facts, code)) {
    return {
      verdict: 'altered',
      sentence: `校验码和本窗口的记录不符：单据是伪造的或被改动过。请以下面的记录为准，扣下单据并报告。`,
      slip,
      differences,
    };
  }
  return { verdict: 'genuine', sentence: genuine(facts, '校验码相符'), slip, differences };
}

/** Finds the archived document of a PDF by its hash; every byte is as it was archived or it is not found. */
export function checkPdf(database: Database, sha256: string): CheckResult {
  const found = statement<[string], { number: string; kind: string; copyNumber: number; title: string }>(
    database,
    'SELECT number, kind, copy_number AS copyNumber, title FROM document WHERE sha256 = ? LIMIT 1',
  ).get(sha256);
  const unknown = '这个 PDF 不在本窗口的存档里，或有一个字节被改动过。手里是纸的，请查纸上的校验码。';
  if (found === undefined) return { verdict: 'unknown', sentence: unknown, slip: null, differences: [] };
  const copy = found.copyNumber === 0 ? '第一次打印' : `补打 第${found.copyNumber}次`;
  const archived = `和存档的“${found.title}”${found.number}（${copy}）一字节不差`;
  const facts = found.kind === 'slip' ? sealedFacts(database, found.number) : undefined;
  if (facts === undefined)
    return { verdict: 'genuine', sentence: `${archived}。`, slip: null, differences: [] };
  return {
    verdict: 'genuine',
    sentence: genuine(facts, archived),
    slip: slipOf(database, facts),
    differences: [],
  };
}

function genuine({ kind, reversedByNumber }: SealedFacts, how: string): string {
  const meaning =
    reversedByNumber !== null
      ? `但这张单后来已经撤销（撤销单 ${reversedByNumber}），不能再作凭据。`
      : kind === 'reversal'
        ? '这是一张撤销单。请再核对姓名和金额。'
        : '请再核对纸上的姓名和金额与下面一致。';
  return `${how}，是本窗口开出的。${meaning}`;
}

function slipOf(database: Database, facts: SealedFacts): CheckResult['slip'] {
  const { settlementId, number, kind, settledOn, totalFen, personalFen, reversedByNumber, personId } = facts;
  const person = statement<[string], { name: string }>(
    database,
    'SELECT name FROM person_entry WHERE person_id = ? ORDER BY import_sequence DESC LIMIT 1',
  ).get(personId);
  const personName = person?.name ?? '';
  return { settlementId, number, kind, personName, settledOn, totalFen, personalFen, reversedByNumber };
}

function differencesOf(
  code: ReadCheckCode & { kind: 'whole' },
  facts: SealedFacts,
): CheckResult['differences'] {
  const yuan = (amountFen: number): string => formatYuan(fen(amountFen));
  return [
    { what: '结算日期', onPaper: code.settledOn, inFile: facts.settledOn },
    { what: '总费用', onPaper: yuan(code.totalFen), inFile: yuan(facts.totalFen) },
    { what: '个人应付', onPaper: yuan(code.personalFen), inFile: yuan(facts.personalFen) },
  ].filter(({ onPaper, inFile }) => onPaper !== inFile);
}
