import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { archiveDocument, readPdf, recordPrint } from '../../../electron/service/documents/archive.ts';
import { documentHandlers } from '../../../electron/service/documents/handlers.ts';
import { prepareDocument } from '../../../electron/service/documents/prepare.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { type DocumentOf, documentSchema } from '../../../shared/contract/documents/document.ts';
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
const prepareSlip = (subjectId: string, reason: string | null = null) =>
  prepareDocument(hospital.context, hospital.actor('clerk'), {
    kind: 'slip',
    subjectId,
    day: null,
    paper: 'A5',
    reason,
  });
const prepare = (reason: string | null = null) => prepareSlip(settlementId, reason);
const archive = ({ entry }: DocumentOf<'slip'>, copyNumber: number, bytes: Uint8Array = pdf) =>
  archiveDocument(hospital.context, hospital.actor('clerk'), { entry: { ...entry, copyNumber }, pdf: bytes });
const acts = () => hospital.context.database.prepare('SELECT act FROM audit ORDER BY sequence').pluck().all();

describe('the slip', () => {
  it('holds everything that is printed, with numbers masked', () => {
    const slip = prepare();
    expect(documentSchema.parse(slip)).toEqual(slip);
    expect(slip.entry).toMatchObject({
      copyNumber: 0,
      title: '湖北省随县城乡居民医疗费用“一站式”结算单',
      personId: patient.personId,
    });
    expect(slip.head).toMatchObject({
      practice: false,
      hospitalName: '测试县人民医院',
      hospitalLevel: '二级',
    });
    expect(slip.content).toMatchObject({
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
    expect(slip.content.person.maskedIdNumber).toMatch(/^4299\*\* \*{8} \*\*\d[\dX]$/);
    expect(JSON.stringify(slip)).not.toContain('19650315');
    expect(slip.content.costByClass).toEqual([
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
    const before = prepareSlip(second).content.before;
    expect(before).toMatchObject({ stays: 1, personalFen: 500_000, paidFen: { basic_insurance: 4_320_000 } });
    expect(prepare().content.before.stays).toBe(0);
  });

  it('of a reversal shows the same table, negated', async () => {
    const reversal = await reverseSettlement(hospital.context, hospital.actor('clerk'), {
      requestId: hospital.context.newId(),
      settlementId,
      reason: '录错',
      secondPerson: { login: 'finance', password: testPassword },
    });
    const slip = prepareSlip(reversal.settlementId);
    expect(documentSchema.parse(slip)).toEqual(slip);
    expect(slip.entry.title).toContain('（撤销）');
    expect(slip.content.costByClass.map(({ totalFen }) => totalFen)).toEqual([-300_000, -5_700_000]);
  });
});

describe('an archived document', () => {
  it('is kept as it went to the printer, with its hash; reading it is in the log', () => {
    const slip = prepare();
    const { documentId } = slip.entry;
    const hash = createHash('sha256').update(pdf).digest('hex');
    expect(archive(slip, 0)).toEqual({ sha256: hash });
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
    archive(prepare(), 0);
    expect(await refusalCode(() => prepare())).toBe('reprint_reason_missing');
    expect(await refusalCode(() => prepare('   '))).toBe('reprint_reason_missing');
    const second = prepare('病人遗失');
    expect(second.entry.copyNumber).toBe(1);
    archive(second, 1);
    const listed = await documentHandlers['documents.list'](hospital.context, {
      input: { kind: 'slip', subjectId: settlementId, day: null },
      actor: hospital.actor('clerk'),
      windowId: 1,
      filePath: undefined,
    });
    expect(listed.map(({ copyNumber }) => copyNumber)).toEqual([0, 1]);
  });

  it('of one copy number exists once, numbers leave no gap, and only a PDF is kept', async () => {
    const [one, two] = [prepare(), prepare()];
    archive(one, 0);
    expect(await refusalCode(() => archive(two, 0))).toBe('document_copy_exists');
    expect(await refusalCode(() => archive(two, 2))).toBe('document_copy_skipped');
    const text = new TextEncoder().encode('<html>');
    expect(await refusalCode(() => archive(two, 1, text))).toBe('document_not_pdf');
    expect(hospital.context.database.prepare('SELECT count(*) FROM document').pluck().get()).toBe(1);
  });

  it('that does not exist can be neither read nor printed', async () => {
    const { context } = hospital;
    const actor = hospital.actor('clerk');
    const print = { documentId: context.newId(), printer: null, outcome: 'failed', reason: null } as const;
    expect(await refusalCode(() => readPdf(context, actor, context.newId()))).toBe('document_unknown');
    expect(await refusalCode(() => recordPrint(context, actor, print))).toBe('document_unknown');
    expect(await refusalCode(() => prepareSlip(context.newId()))).toBe('settlement_unknown');
  });

  it('is never about nothing, and is printed on the papers of its kind alone', async () => {
    const slip = prepare();
    const astray = { ...slip, entry: { ...slip.entry, subjectId: hospital.context.newId() } };
    expect(() => archive(astray, 0)).toThrow('slip_without_settlement');
    const wanted = { kind: 'slip', subjectId: settlementId, reason: null } as const;
    const actor = hospital.actor('clerk');
    const onDay = { ...wanted, day: '2020-03-10' as LocalDate, paper: 'A5' } as const;
    expect(await refusalCode(() => prepareDocument(hospital.context, actor, onDay))).toBe(
      'document_day_missing',
    );
  });
});
