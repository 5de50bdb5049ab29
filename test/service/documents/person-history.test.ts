import { afterEach, beforeEach, expect, it } from 'vitest';
import { prepareDocument } from '../../../electron/service/documents/prepare.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { documentSchema } from '../../../shared/contract/documents/document.ts';
import { negateFen } from '../../../shared/money/fen.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addFees, addPatient, addStay, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
});
afterEach(() => hospital.close());

const history = (personId: string) =>
  prepareDocument(hospital.context, hospital.actor('clerk'), {
    kind: 'person_history',
    subjectId: personId,
    day: null,
    paper: null,
    reason: null,
  });

it('lists every settlement of a person, and its sums leave out what was reversed', async () => {
  const { personId, stayId } = addPatient(hospital);
  const first = settle(hospital, stayId);
  const later = addStay(hospital, personId);
  addFees(hospital, later);
  const second = settle(hospital, later);
  await reverseSettlement(hospital.context, hospital.actor('clerk'), {
    requestId: hospital.context.newId(),
    settlementId: second.settlementId,
    reason: '录错',
    secondPerson: { login: 'finance', password: testPassword },
  });
  const document = history(personId);
  expect(documentSchema.parse(document)).toEqual(document);
  const { lines, years } = document.content;
  expect(lines.map(({ kind, isReversed, totalFen }) => [kind, isReversed, totalFen])).toEqual([
    ['final', false, 6_000_000],
    ['final', true, second.cost.totalFen],
    ['reversal', false, negateFen(second.cost.totalFen)],
  ]);
  const { personalFen } = first;
  expect(years).toEqual([
    { year: 2020, stays: 1, visits: 0, totalFen: 6_000_000, paidFen: 6_000_000 - personalFen, personalFen },
  ]);
  expect(JSON.stringify(document)).not.toContain('19650315');
});

it('is refused where nothing was settled', async () => {
  const { personId } = addPatient(hospital);
  expect(await refusalCode(() => history(personId))).toBe('person_has_no_settlement');
});
