import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCheckCode, writeCheckCode } from '../../../shared/check-code/check-code.ts';
import { archiveDocument } from '../../../electron/service/documents/archive.ts';
import { checkCode, checkPdf } from '../../../electron/service/documents/check.ts';
import { checkCodeOf } from '../../../electron/service/documents/check-code.ts';
import { prepareDocument } from '../../../electron/service/documents/prepare.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import type { SettlementRecord } from '../../../shared/contract/settlements.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addPatient, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
let settled: SettlementRecord;
let text: string;

beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  settled = settle(hospital, addPatient(hospital).stayId);
  text = writeCheckCode(checkCodeOf(hospital.context, settled.slipNumber));
});
afterEach(() => hospital.close());

const check = (code: string) => checkCode(hospital.context.database, code);

describe('a check code', () => {
  it('of our slip is genuine, scanned or typed, and shows what the file says', () => {
    const code = readCheckCode(text);
    expect(check(text)).toMatchObject({
      verdict: 'genuine',
      slip: { number: settled.slipNumber, personName: settled.personName, totalFen: 6_000_000 },
      differences: [],
    });
    expect(check(`${settled.slipNumber} ${code?.seal.toLowerCase()}`).verdict).toBe('genuine');
  });

  it('says nothing of the person in clear', () => {
    const { personId, personName } = settled;
    expect(text).toMatch(/^[0-9A-Z:-]+$/);
    for (const secret of [personId, personName, '19650315']) expect(text).not.toContain(secret);
  });

  it('is altered when any part of it is, and the part is named', () => {
    const [version, number, day, total, personal, mark, seal] = text.split(':');
    const join = (...parts: unknown[]) => parts.join(':');
    const altered = [
      join(version, number, '20200311', total, personal, mark, seal),
      join(version, number, day, 5_000_000, personal, mark, seal),
      join(version, number, day, total, 50_000, mark, seal),
      join(version, number, day, total, personal, '00000000', seal),
      join(version, number, day, total, personal, mark, '0000000000000000'),
    ].map(check);
    expect(altered.map(({ verdict }) => verdict)).toEqual(Array(5).fill('altered'));
    expect(altered.map(({ differences }) => differences.map(({ what }) => what))).toEqual([
      ['结算日期'],
      ['总费用'],
      ['个人应付'],
      [],
      [],
    ]);
    expect(altered[2]?.differences).toEqual([{ what: '个人应付', onPaper: '500.00', inFile: '5,000.00' }]);
    expect(check(`${number} 0000-0000-0000-0000`).verdict).toBe('altered');
  });

  it('of one slip does not serve for another, nor one of another window for ours', () => {
    const other = settle(hospital, addPatient(hospital).stayId);
    const { seal } = checkCodeOf(hospital.context, settled.slipNumber);
    expect(check(`${other.slipNumber} ${seal}`).verdict).toBe('altered');
    const second = openTestHospital();
    try {
      putSuixianIntoForce(second);
      const theirs = settle(second, addPatient(second).stayId);
      expect(theirs.slipNumber).toBe(settled.slipNumber);
      expect(check(writeCheckCode(checkCodeOf(second.context, theirs.slipNumber))).verdict).toBe('altered');
    } finally {
      second.close();
    }
  });

  it('of a number we never gave is unknown; what is no code is refused', async () => {
    expect(check(text.replace(settled.slipNumber, '20200310-0999'))).toMatchObject({
      verdict: 'unknown',
      slip: null,
    });
    expect(await refusalCode(() => check('你好'))).toBe('check_code_unreadable');
  });

  it('of a slip that was reversed later stays genuine and says so', async () => {
    const reversal = await reverseSettlement(hospital.context, hospital.actor('clerk'), {
      requestId: hospital.context.newId(),
      settlementId: settled.settlementId,
      reason: '录错',
      secondPerson: { login: 'finance', password: testPassword },
    });
    const result = check(text);
    expect(result).toMatchObject({ verdict: 'genuine', slip: { reversedByNumber: reversal.slipNumber } });
    expect(result.sentence).toContain('已经撤销');
    expect(check(writeCheckCode(checkCodeOf(hospital.context, reversal.slipNumber)))).toMatchObject({
      verdict: 'genuine',
      slip: { kind: 'reversal', personalFen: -500_000 },
    });
  });
});

describe('an archived PDF', () => {
  it('is known by its hash; one byte more and it is not', () => {
    const { context } = hospital;
    const actor = hospital.actor('clerk');
    const { settlementId } = settled;
    const wanted = { kind: 'slip', subjectId: settlementId, day: null, paper: 'A5', reason: null } as const;
    const { entry, content } = prepareDocument(context, actor, wanted);
    expect(content.checkCode.text).toBe(text);
    const pdf = new TextEncoder().encode('%PDF-1.7 made up');
    const { sha256 } = archiveDocument(context, actor, { entry, pdf });
    expect(checkPdf(context.database, sha256)).toMatchObject({
      verdict: 'genuine',
      slip: { number: settled.slipNumber },
    });
    const other = createHash('sha256').update('%PDF-1.7 made up!').digest('hex');
    expect(checkPdf(context.database, other).verdict).toBe('unknown');
  });
});
