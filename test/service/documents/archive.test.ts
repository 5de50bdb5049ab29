import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { archiveDocument, recordPrint } from '../../../electron/service/documents/archive.ts';
import { prepareDocument } from '../../../electron/service/documents/prepare.ts';
import { setPrinting } from '../../../electron/service/documents/printing.ts';
import { documentsOfStay, searchArchive } from '../../../electron/service/documents/search.ts';
import { readPerson } from '../../../electron/service/people/person.ts';
import { slipsOfDay } from '../../../electron/service/settlements/slips-of-day.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import {
  archiveAnswerSchema,
  archiveQuestionSchema,
  documentsOfStaySchema,
  slipOfDaySchema,
} from '../../../shared/contract/documents/archive.ts';
import type { PaperName } from '../../../shared/contract/documents/paper.ts';
import { printerOf } from '../../../shared/contract/documents/printing.ts';
import { usualPaper } from '../../../shared/contract/documents/usual-paper.ts';
import type { SettlementRecord } from '../../../shared/contract/settlements.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPatient, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
let settled: SettlementRecord;
const today = '2020-03-10' as LocalDate;

beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  settled = settle(hospital, addPatient(hospital).stayId);
});
afterEach(() => hospital.close());

/** Prepares and archives a slip as the press does. */
function print(settlementId: string, paper: PaperName | null = 'A5', reason: string | null = null): string {
  const actor = hospital.actor('clerk');
  const wanted = { kind: 'slip', subjectId: settlementId, day: null, paper, reason } as const;
  const { entry } = prepareDocument(hospital.context, actor, wanted);
  archiveDocument(hospital.context, actor, { entry, pdf: new TextEncoder().encode('%PDF-1.7') });
  return entry.documentId;
}

const search = (question: object = {}) => {
  const everything = { text: '', kind: null, fromDay: today, toDay: today, clerk: '' };
  const answer = searchArchive(hospital.context, archiveQuestionSchema.parse({ ...everything, ...question }));
  return archiveAnswerSchema.parse(answer).documents;
};

describe('the archive', () => {
  it('lists what was printed about one stay, and nothing of another', () => {
    const other = settle(hospital, addPatient(hospital).stayId);
    const first = print(settled.settlementId);
    print(other.settlementId);
    const again = print(settled.settlementId, 'A4', '患者遗失');
    const ofStay = (stayId: string) =>
      documentsOfStaySchema
        .parse(documentsOfStay(hospital.context, stayId))
        .map(({ documentId }) => documentId);
    expect(ofStay(settled.stayId)).toEqual([again, first]);
    expect(ofStay(addPatient(hospital).stayId)).toEqual([]);
  });

  it('is searched by number, name, ID number, kind, day and clerk, the newest print first', () => {
    const other = settle(hospital, addPatient(hospital).stayId);
    const first = print(settled.settlementId);
    const second = print(settled.settlementId, 'A4', '字迹不清');
    const others = print(other.settlementId);
    const ids = (question?: object) => search(question).map(({ documentId }) => documentId);
    const { idNumber, name } = readPerson(hospital.context, settled.personId);
    expect(ids()).toEqual([others, second, first]);
    expect(ids({ text: settled.slipNumber })).toEqual([second, first]);
    expect(ids({ text: '20200310' })).toHaveLength(3);
    expect(ids({ text: ` ${name.slice(0, 2)} ` })).toContain(first);
    expect(ids({ text: idNumber.toLowerCase() })).toEqual([second, first]);
    expect(ids({ text: '查无此人' })).toEqual([]);
    expect(ids({ kind: 'slip' })).toHaveLength(3);
    expect(ids({ fromDay: '2020-03-11', toDay: '2020-12-31' })).toEqual([]);
    expect(ids({ clerk: hospital.actor('clerk').displayName })).toHaveLength(3);
    expect(ids({ clerk: '别人' })).toEqual([]);
  });

  it('takes letters of search patterns for what they are', () => {
    print(settled.settlementId);
    for (const text of ['%', '_', "' OR 1=1 --", '*']) expect(search({ text })).toEqual([]);
  });

  it('says what became of the paper last', () => {
    const documentId = print(settled.settlementId);
    expect(search()[0]?.outcome).toBeNull();
    const actor = hospital.actor('clerk');
    for (const outcome of ['spooled', 'did_not_come_out'] as const) {
      recordPrint(hospital.context, actor, { documentId, printer: null, outcome, reason: null });
    }
    expect(search()[0]).toMatchObject({ outcome: 'did_not_come_out', personName: settled.personName });
  });
});

describe('the slips of a day', () => {
  it('stand in the order of their numbers, with how often each was printed', () => {
    const other = settle(hospital, addPatient(hospital).stayId);
    print(settled.settlementId);
    print(settled.settlementId, 'A5', '遗失');
    const slips = slipsOfDay(hospital.context, today).map((slip) => slipOfDaySchema.parse(slip));
    expect(slips.map(({ slipNumber, copies }) => [slipNumber, copies])).toEqual([
      [settled.slipNumber, 2],
      [other.slipNumber, 0],
    ]);
    expect(slipsOfDay(hospital.context, '2020-03-11' as LocalDate)).toEqual([]);
  });
});

describe('the printers of this window', () => {
  const line = { kind: 'slip', paper: 'A5', printer: 'HP', isUsual: false } as const;
  const set = (...printing: Parameters<typeof setPrinting>[2]) =>
    setPrinting(hospital.context, hospital.actor('information_office'), printing);

  it('are the first paper and the default printer until they are set', () => {
    expect(usualPaper([], 'slip')).toBe('A5');
    expect(printerOf([], 'slip', 'A5')).toBeNull();
    const printing = set(line, { ...line, paper: 'roll', printer: 'Receipts', isUsual: true });
    expect(usualPaper(printing, 'slip')).toBe('roll');
    expect([printerOf(printing, 'slip', 'A5'), printerOf(printing, 'slip', 'roll')]).toEqual([
      'HP',
      'Receipts',
    ]);
    const documentId = print(settled.settlementId, null);
    expect(search().find((one) => one.documentId === documentId)?.paper).toBe('roll');
  });

  it('contradict each other in nothing', async () => {
    expect(await refusalCode(() => set(line, line))).toBe('printing_contradicts');
    const usual = { ...line, isUsual: true };
    expect(await refusalCode(() => set(usual, { ...usual, paper: 'A4' }))).toBe('printing_contradicts');
  });
});
