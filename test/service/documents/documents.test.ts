import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { archiveDocument, readPdf, recordPrint } from '../../../electron/service/documents/archive.ts';
import { documentHandlers } from '../../../electron/service/documents/handlers.ts';
import { prepareSlip } from '../../../electron/service/documents/slip.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { slipSchema } from '../../../shared/contract/documents.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addFees, addPatient, addStay, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
let settlementId: string;
let patient: ReturnType<typeof addPatient>;

beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  patient = addPatient(hospital);
  ({ settlementId } = settle(hospital, patient.stayId));
});
afterEach(() => hospital.close());

const pdf = new TextEncoder().encode('%PDF-1.7 made up');
const prepare = (reason: string | null = null) => prepareSlip(hospital.context, { settlementId, reason });
const archive = (documentId: string, copyNumber: number, bytes: Uint8Array = pdf) =>
  archiveDocument(hospital.context, hospital.actor('clerk'), {
    documentId,
    settlementId,
    paper: 'A5',
    copyNumber,
    reason: null,
    pdf: bytes,
  });
const acts = () => hospital.context.database.prepare('SELECT act FROM audit ORDER BY sequence').pluck().all();

describe('the slip', () => {
  it('holds everything that is printed, with numbers masked', () => {
    const slip = prepare();
    expect(slipSchema.parse(slip)).toEqual(slip);
    expect(slip).toMatchObject({
      copyNumber: 0,
      practice: false,
      title: '湖北省随县城乡居民医疗费用“一站式”结算单',
      hospitalName: '测试县人民医院',
      hospitalLevel: '二级',
      person: {
        name: '欧阳建国',
        ageYears: 54,
        category: '建档立卡',
        address: '测试镇测试村',
        maskedPhone: '138****5678',
      },
      stay: { department: '神经内科', days: 8, diagnoses: '脑梗死（I63.9）', visitType: '住院' },
      before: { stays: 0, personalFen: 0 },
      settlement: { settlementId, personalFen: 500_000 },
    });
    expect(slip.person.maskedIdNumber).toMatch(/^4299\*\* \*{8} \*\*\d[\dX]$/);
    expect(JSON.stringify(slip)).not.toContain('19650315');
    expect(slip.costByClass).toEqual([
      {
        costClass: 'material',
        totalFen: 300_000,
        classAFen: 0,
        classBFen: 0,
        classCFen: 300_000,
        inScopeFen: 0,
      },
      {
        costClass: 'western_medicine',
        totalFen: 5_700_000,
        classAFen: 0,
        classBFen: 5_700_000,
        classCFen: 0,
        inScopeFen: 5_400_000,
      },
    ]);
  });

  it('says for ever what the year held before that settlement', () => {
    const later = addStay(hospital, patient.personId);
    addFees(hospital, later);
    const second = settle(hospital, later).settlementId;
    const before = prepareSlip(hospital.context, { settlementId: second, reason: null }).before;
    expect(before).toMatchObject({ stays: 1, personalFen: 500_000, paidFen: { basic_insurance: 4_320_000 } });
    expect(prepare().before.stays).toBe(0);
  });

  it('of a reversal shows the same table, negated', async () => {
    const reversal = await reverseSettlement(hospital.context, hospital.actor('clerk'), {
      requestId: hospital.context.newId(),
      settlementId,
      reason: '录错',
      secondPerson: { login: 'finance', password: testPassword },
    });
    const slip = prepareSlip(hospital.context, { settlementId: reversal.settlementId, reason: null });
    expect(slipSchema.parse(slip)).toEqual(slip);
    expect(slip.costByClass.map(({ totalFen }) => totalFen)).toEqual([-300_000, -5_700_000]);
  });
});

describe('an archived document', () => {
  it('is kept as it went to the printer, with its hash; reading it is in the log', () => {
    const { documentId } = prepare();
    const hash = createHash('sha256').update(pdf).digest('hex');
    expect(archive(documentId, 0)).toEqual({ sha256: hash });
    const read = readPdf(hospital.context, hospital.actor('auditor'), documentId);
    expect(read).toEqual({ pdf, sha256: hash });
    expect(Buffer.isBuffer(read.pdf)).toBe(false);
    recordPrint(hospital.context, hospital.actor('clerk'), {
      documentId,
      printer: 'P',
      outcome: 'spooled',
      reason: null,
    });
    expect(acts().slice(-3)).toEqual(['documents.archived', 'documents.read', 'documents.printed']);
  });

  it('from the second print on has a number and a reason', async () => {
    archive(prepare().documentId, 0);
    expect(await refusalCode(() => prepare())).toBe('reprint_reason_missing');
    expect(await refusalCode(() => prepare('   '))).toBe('reprint_reason_missing');
    const second = prepare('病人遗失');
    expect(second.copyNumber).toBe(1);
    archive(second.documentId, 1);
    const listed = await documentHandlers['documents.list'](hospital.context, {
      input: { settlementId },
      actor: hospital.actor('clerk'),
      windowId: 1,
      filePath: undefined,
    });
    expect(listed.map(({ copyNumber }) => copyNumber)).toEqual([0, 1]);
  });

  it('of one copy number exists once, numbers leave no gap, and only a PDF is kept', async () => {
    const [one, two] = [prepare(), prepare()];
    archive(one.documentId, 0);
    expect(await refusalCode(() => archive(two.documentId, 0))).toBe('document_copy_exists');
    expect(await refusalCode(() => archive(two.documentId, 2))).toBe('document_copy_skipped');
    const text = new TextEncoder().encode('<html>');
    expect(await refusalCode(() => archive(two.documentId, 1, text))).toBe('document_not_pdf');
    expect(hospital.context.database.prepare('SELECT count(*) FROM document').pluck().get()).toBe(1);
  });

  it('that does not exist can be neither read nor printed', async () => {
    const { context } = hospital;
    const actor = hospital.actor('clerk');
    const print = { documentId: context.newId(), printer: null, outcome: 'failed', reason: null } as const;
    expect(await refusalCode(() => readPdf(context, actor, context.newId()))).toBe('document_unknown');
    expect(await refusalCode(() => recordPrint(context, actor, print))).toBe('document_unknown');
    expect(
      await refusalCode(() => prepareSlip(context, { settlementId: context.newId(), reason: null })),
    ).toBe('settlement_unknown');
  });
});
