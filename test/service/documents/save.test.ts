import { afterEach, beforeEach, expect, it } from 'vitest';
import { archiveDocument } from '../../../electron/service/documents/archive.ts';
import { pdfToSave } from '../../../electron/service/documents/save.ts';
import { prepareDocument } from '../../../electron/service/documents/prepare.ts';
import type { DocumentKind } from '../../../shared/contract/documents/kind.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addPatient, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
});
afterEach(() => hospital.close());

const pdf = new TextEncoder().encode('%PDF-1.7 made up');

/** The bytes are kept as they are given, under whichever kind. */
function archived(kind: DocumentKind): string {
  const actor = hospital.actor('clerk');
  const { settlementId } = settle(hospital, addPatient(hospital).stayId);
  const subject = { kind: 'slip', subjectId: settlementId, day: null, paper: 'A5', reason: null } as const;
  const { entry } = prepareDocument(hospital.context, actor, subject);
  archiveDocument(hospital.context, actor, { entry: { ...entry, kind }, pdf });
  return entry.documentId;
}

const save = (documentId: string, login: string | null) =>
  pdfToSave(hospital.context, hospital.actor('finance'), {
    documentId,
    secondPerson: login === null ? null : { login, password: testPassword },
  });
const saves = () =>
  hospital.context.database
    .prepare(
      "SELECT subject_id, json_extract(detail, '$.approvalId') IS NOT NULL FROM audit WHERE act = 'documents.saved'",
    )
    .raw()
    .all();

it('one patient’s paper is saved by one person, and stands in the log', async () => {
  const documentId = archived('slip');
  expect((await save(documentId, null)).pdf).toEqual(pdf);
  expect(saves()).toEqual([[documentId, 0]]);
});

it.each([
  'claim_list',
  'reconciliation_sheet',
  'special_treatment_register',
  'special_treatment_patients',
] as const)(
  'a list of patients (%s) is saved with the word of a second person and no other way',
  async (kind) => {
    const documentId = archived(kind);
    expect(await refusalCode(() => save(documentId, null))).toBe('second_person_needed');
    expect(await refusalCode(() => save(documentId, 'finance'))).toBe('second_person_is_same');
    expect(saves()).toEqual([]);
    expect((await save(documentId, 'cashier_lead')).pdf).toEqual(pdf);
    expect(saves()).toEqual([[documentId, 1]]);
  },
);
