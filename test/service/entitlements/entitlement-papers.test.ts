import { afterEach, beforeEach, expect, it } from 'vitest';
import { archiveDocument, recordPrint } from '../../../electron/service/documents/archive.ts';
import { prepareDocument } from '../../../electron/service/documents/prepare.ts';
import { listInForce } from '../../../electron/service/policy/in-force.ts';
import { documentSchema } from '../../../shared/contract/documents/document.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPatient, addPerson, day, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
let inForceId: string;
beforeEach(() => {
  hospital = openTestHospital();
  inForceId = putSuixianIntoForce(hospital);
});
afterEach(() => hospital.close());

const today = '2020-03-10';
const card = (personId: string, on = today) =>
  prepareDocument(hospital.context, hospital.actor('clerk'), {
    kind: 'entitlement_card',
    subjectId: personId,
    day: day(on),
    paper: null,
    reason: null,
  });
const board = (subjectId = inForceId) =>
  prepareDocument(hospital.context, hospital.actor('clerk'), {
    kind: 'entitlement_board',
    subjectId,
    day: null,
    paper: null,
    reason: null,
  });

it('says what the pack makes a poor person pay at each kind of hospital, and nothing where the county has set no number', () => {
  const document = card(addPerson(hospital));
  expect(documentSchema.parse(document)).toEqual(document);
  const { categories, isInsured, rows, treatedFirst, year } = document.content;
  expect([categories, isInsured, treatedFirst]).toEqual([['建档立卡'], true, true]);
  // 90/80/70 % basic, then supplementary insurance lifts the paid share to 90 %; above 5000 critical illness insurance pays first.
  expect(rows.map(({ payFen }) => payFen)).toEqual([
    [30_000, 100_000, 500_000],
    [30_000, 100_000, 500_000],
    [30_000, 100_000, 500_000],
    [30_000, 100_000, 500_000],
    [null, null, null],
  ]);
  expect(rows.filter(({ where }) => where.isHere)).toHaveLength(1);
  expect(year).toEqual({ year: 2020, stays: 0, paidFen: 0, personalFen: 0 });
});

it('is reckoned on top of the year so far', () => {
  const { personId, stayId } = addPatient(hospital);
  const { personalFen, cost } = settle(hospital, stayId);
  const { year, rows } = card(personId).content;
  expect(year).toEqual({ year: 2020, stays: 1, paidFen: cost.totalFen - personalFen, personalFen });
  // The year's 5000 are used up: supplementary insurance pays all the rest.
  expect([personalFen, rows[0]?.payFen]).toEqual([500_000, [0, 0, 0]]);
});

it('says that somebody is not insured, and is an ordinary card where nothing counts today', () => {
  const ended = { category: 'registered_poor', beginsOn: '2016-01-01', endsOn: '2019-12-31' } as const;
  const content = card(addPerson(hospital, { eligibilities: [ended], insuranceState: 'none' })).content;
  expect([content.categories, content.isInsured, content.treatedFirst]).toEqual([[], false, false]);
  expect(content.rows[0]?.payFen).toEqual([300_000, 1_000_000, 5_000_000]);
  expect(content.payers).toEqual([]);
});

it('is of today only', async () => {
  const personId = addPerson(hospital);
  expect(await refusalCode(() => card(personId, '2020-03-09'))).toBe('entitlement_card_not_of_today');
});

it('puts people who are in the same position into one row of the board', () => {
  const document = board();
  expect(documentSchema.parse(document)).toEqual(document);
  expect(document.content.rows).toEqual([
    {
      categories: ['建档立卡', '低保', '特困', '孤儿'],
      payFen: [100_000, 100_000, 100_000, 100_000, null],
      treatedFirst: true,
    },
    {
      categories: ['低收入', '丧失劳动能力残疾', '严重精神障碍', '精神残疾', '计生特困', '普通居民'],
      payFen: [100_000, 200_000, 300_000, 300_000, null],
      treatedFirst: false,
    },
  ]);
});

it('is due for every act that puts a pack into force until it was printed', async () => {
  const due = () => listInForce(hospital.context).map((act) => [act.inForceId, act.boardPrintedAt !== null]);
  expect(due()).toEqual([[inForceId, false]]);
  const { context } = hospital;
  const clerk = hospital.actor('clerk');
  const { entry } = board();
  archiveDocument(context, clerk, { entry, pdf: Buffer.from('%PDF-1.7 board') });
  const print = { documentId: entry.documentId, printer: null, reason: null };
  recordPrint(context, clerk, { ...print, outcome: 'failed' });
  expect(due()).toEqual([[inForceId, false]]);
  recordPrint(context, clerk, { ...print, outcome: 'spooled' });
  expect(due()).toEqual([[inForceId, true]]);
  const next = putSuixianIntoForce(hospital);
  expect(due()).toEqual([
    [next, false],
    [inForceId, true],
  ]);
  expect(await refusalCode(() => board(hospital.context.newId()))).toBe('policy_act_unknown');
});
