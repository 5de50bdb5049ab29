import { describe, expect, it } from 'vitest';
import { listInForce } from '../../../electron/service/policy/in-force.ts';
import { issueReferral } from '../../../electron/service/referrals/issue.ts';
import { cancelStay } from '../../../electron/service/stays/cancel.ts';
import { changeStay } from '../../../electron/service/stays/change.ts';
import { openStay } from '../../../electron/service/stays/open.ts';
import { examineStays } from '../../../electron/service/treatment/examine.ts';
import { feedStay } from '../../../electron/service/treatment/feed.ts';
import { treatmentHandlers } from '../../../electron/service/treatment/handlers.ts';
import { countStates, listLines, readLine } from '../../../electron/service/treatment/lines.ts';
import { recognisedDiseases, treatmentLists } from '../../../electron/service/treatment/lists.ts';
import { stepsOf } from '../../../electron/service/treatment/steps.ts';
import { addLine, writeDown } from '../../../electron/service/treatment/write-down.ts';
import { treatmentRate } from '../../../electron/service/treatment/rate.ts';
import { treatmentRequests } from '../../../shared/contract/treatment-requests.ts';
import type { TreatmentState } from '../../../shared/contract/treatment.ts';
import { bitsOf } from '../../../shared/engine/condition.ts';
import { Month, putJinzhouIntoForce } from '../reports/month.ts';
import { addPerson, addStay, day, type TestPerson } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

const at = new Month('2020-03-10T02:00:00.000Z');
const by = (role: 'clerk' | 'finance') => at.hospital.actor(role);
const here = { region: '210781' };
const stomach = [{ code: 'C16.2', name: '胃体癌' }];
const stroke = [{ code: 'I63.9', name: '脑梗死' }];
const ward = { place: 'county', department: '普外科', bed: null } as const;

let admissions = 0;
function admit(personId: string, diagnoses = stomach, admittedOn = '2020-03-02') {
  admissions += 1;
  const { stayId } = openStay(at.context, by('clerk'), {
    requestId: at.context.newId(),
    personId,
    admissionNumber: `TZ${admissions}`,
    ...ward,
    admittedOn: day(admittedOn),
    dischargedOn: null,
    diagnoses,
  });
  return stayId;
}

function change(stayId: string, dischargedOn: string | null, diagnoses = stomach, admittedOn = '2020-03-02') {
  changeStay(at.context, by('clerk'), {
    stayId,
    ...ward,
    admittedOn: day(admittedOn),
    dischargedOn: dischargedOn === null ? null : day(dischargedOn),
    diagnoses,
  });
}

const poor = (person: TestPerson = {}) => addPerson(at.hospital, { ...here, ...person });
const lines = () => listLines(at.context, 'all', 100).lines;
const course = (lineId = lines()[0]!.lineId) =>
  stepsOf(at.context, lineId).map(({ cause, state, happenedOn }) => `${cause} ${state} ${happenedOn}`);

function say(state: TreatmentState, words = '', lineId = lines()[0]!.lineId) {
  const afterStepId = stepsOf(at.context, lineId).at(-1)!.stepId;
  const said = { happenedOn: day('2020-03-10'), treatmentClass: null, hospitalName: '本院', words };
  writeDown(at.context, by('finance'), { lineId, afterStepId, state, ...said });
}

describe('an admission', () => {
  it('with a disease of the list enters the ledger to be verified, once, and its discharge follows', () => {
    putJinzhouIntoForce(at.hospital);
    const stayId = admit(poor());
    expect(lines()).toMatchObject([
      { disease: '胃癌', list: '大病专项救治 21 种', state: 'to_verify', treatmentClass: 'inpatient' },
    ]);
    change(stayId, '2020-03-09');
    expect(course()).toEqual(['admission to_verify 2020-03-02', 'discharge to_verify 2020-03-09']);
    expect([feedStay(at.context, undefined, stayId), feedStay(at.context, undefined, stayId)]).toEqual([
      0, 0,
    ]);
    expect(course()).toHaveLength(2);
  });

  it('of nobody entitled, of another disease, or at a place without a list writes nothing', () => {
    putJinzhouIntoForce(at.hospital);
    admit(poor({ eligibilities: [{ category: 'orphan', beginsOn: '2019-01-01', endsOn: null }] }));
    admit(poor(), stroke);
    admit(addPerson(at.hospital));
    expect(lines()).toEqual([]);
    expect(listInForce(at.context)).toHaveLength(2);
  });

  it('of who is verified is a treatment, and the discharge waits for what it came to', () => {
    putJinzhouIntoForce(at.hospital);
    const stayId = admit(poor());
    say('confirmed');
    expect(course().slice(1)).toEqual(['person confirmed 2020-03-10', 'person in_treatment 2020-03-10']);
    change(stayId, '2020-03-09');
    expect(lines()[0]).toMatchObject({
      state: 'in_treatment',
      awaitsOutcome: true,
      dischargedOn: '2020-03-09',
    });
    expect(listLines(at.context, 'awaits_outcome', 9).lines).toHaveLength(1);
    expect(countStates(at.context).awaitingCount).toBe(1);
    say('cured');
    expect(lines()[0]).toMatchObject({ state: 'cured', awaitsOutcome: false });
    at.on('2020-03-12');
    admit(lines()[0]!.personId, stomach, '2020-03-11');
    expect(lines()[0]).toMatchObject({ state: 'in_treatment', admittedOn: '2020-03-11', dischargedOn: null });
  });

  it('that ends with a certificate of referral comes to a referral by itself', () => {
    putJinzhouIntoForce(at.hospital);
    const stayId = admit(poor());
    say('confirmed');
    issueReferral(at.context, by('clerk'), {
      requestId: at.context.newId(),
      stayId,
      toHospital: '锦州市中心医院',
      toHospitalCode: null,
      issuedOn: day('2020-03-10'),
      validTo: day('2020-04-10'),
      reason: '本院无条件手术',
      opinion: '同意转诊',
      doctor: '孙医生',
      consultation: { heldOn: day('2020-03-09'), experts: '市级专家组', opinion: '同意转诊' },
      isTransfer: false,
    });
    change(stayId, '2020-03-10');
    expect(lines()[0]).toMatchObject({
      state: 'referred',
      words: '转往锦州市中心医院',
      awaitsOutcome: false,
    });
  });

  it('that is corrected or cancelled is struck out, and the line stands where it stood before', () => {
    putJinzhouIntoForce(at.hospital);
    const personId = poor();
    const first = admit(personId);
    say('confirmed');
    change(first, '2020-03-09');
    say('chronic_management');
    const second = admit(personId, stomach, '2020-03-10');
    expect(lines()[0]!.state).toBe('in_treatment');
    change(second, null, stroke, '2020-03-10');
    expect(lines()[0]).toMatchObject({ state: 'chronic_management', admittedOn: '2020-03-02' });
    cancelStay(at.context, by('clerk'), { stayId: second, reason: '登记错' });
    expect(course().filter((step) => step.startsWith('withdrawn'))).toHaveLength(1);
    const other = admit(poor());
    cancelStay(at.context, by('clerk'), { stayId: other, reason: '登记错' });
    expect(lines()[0]).toMatchObject({ state: 'left', admittedOn: null });
  });
});

describe('the examination', () => {
  it('finds what codes confirmed later make of stays that are there, and the second time nothing', async () => {
    putJinzhouIntoForce(at.hospital, { special_treatment_codes: {} });
    const [person, late] = [poor(), poor()];
    const stayId = admit(person);
    addStay(at.hospital, late, { diagnoses: stomach });
    expect(lines()).toEqual([]);
    putJinzhouIntoForce(at.hospital);
    const found = await examineStays(at.context);
    expect(found).toEqual({ examinedCount: 2, stepCount: 3 });
    expect(await examineStays(at.context)).toEqual({ examinedCount: 2, stepCount: 0 });
    expect(lines().map(({ dischargedOn }) => dischargedOn)).toEqual(['2020-03-09', null]);
    change(stayId, '2020-03-10');
    expect((await examineStays(at.context)).stepCount).toBe(0);
  });

  it('recognises an endemic disease, in a list of its own, for the registered poor alone', () => {
    putJinzhouIntoForce(at.hospital, { endemic_codes: { 克山病: ['I42'] } });
    const keshan = [{ code: 'I42.0', name: '克山病' }];
    admit(poor(), keshan);
    admit(
      poor({ eligibilities: [{ category: 'special_hardship', beginsOn: '2019-01-01', endsOn: null }] }),
      keshan,
    );
    expect(lines().map(({ disease, list }) => `${list} ${disease}`)).toEqual(['地方病 克山病']);
  });
});

it('a list is dated, bounded by age, and of its patients', () => {
  const disease = { name: '儿童白血病', codes: [{ from: 'C91', to: 'C95' }], ageFrom: undefined, ageTo: 14 };
  const dated = { ...disease, since: day('2019-03-01'), until: day('2019-11-30') };
  const [list] = treatmentLists({
    diseaseLists: [
      { id: 'special_treatment', title: '', diseases: [dated], patients: bitsOf(['registered_poor']) },
      { id: 'mental', title: '', diseases: [], patients: undefined },
    ],
  });
  const asked = { diagnoses: ['I10', 'C92.0'], eligibilities: ['registered_poor'], ageYears: 14 } as const;
  const found = (more: object) =>
    recognisedDiseases([list!], { ...asked, on: day('2019-03-01'), ...more }).length;
  expect(found({})).toBe(1);
  expect([found({ on: day('2019-11-30') }), found({ on: day('2019-12-01') })]).toEqual([1, 0]);
  expect([found({ on: day('2019-02-28') }), found({ ageYears: 15 })]).toEqual([0, 0]);
  expect([found({ eligibilities: ['orphan'] }), found({ diagnoses: ['C96'] })]).toEqual([0, 0]);
});

describe('what a person writes down', () => {
  it('is refused on top of a step that nobody saw, before the verification, of tomorrow, and without its words', async () => {
    putJinzhouIntoForce(at.hospital);
    const stayId = admit(poor());
    const { lineId } = lines()[0]!;
    const seen = stepsOf(at.context, lineId).at(-1)!.stepId;
    const asked = { lineId, afterStepId: seen, treatmentClass: null, hospitalName: '本院', words: '' };
    const refused = (state: TreatmentState, on: string) =>
      refusalCode(() => writeDown(at.context, by('finance'), { ...asked, state, happenedOn: day(on) }));
    expect(await refused('cured', '2020-03-10')).toBe('treatment_not_verified');
    expect(await refused('confirmed', '2020-03-11')).toBe('treatment_day_wrong');
    expect(await refused('left', '2020-03-10')).toBe('treatment_words_missing');
    change(stayId, '2020-03-09');
    expect(await refused('confirmed', '2020-03-10')).toBe('treatment_line_moved');
    expect(await refusalCode(() => readLine(at.context, at.context.newId()))).toBe('treatment_line_unknown');
    expect(() => at.context.database.exec("UPDATE treatment_step SET state = 'cured'")).toThrow(
      'append_only',
    );
  });

  it('enters somebody of the roster to be verified, each disease once', async () => {
    putJinzhouIntoForce(at.hospital);
    const personId = poor();
    const { idNumber } = at.context.database
      .prepare<[string], { idNumber: string }>(
        'SELECT id_number AS idNumber FROM person_entry WHERE person_id = ?',
      )
      .get(personId)!;
    const add = (more: object = {}) =>
      addLine(at.context, by('finance'), {
        idNumber,
        list: 'special_treatment',
        disease: '肺癌',
        words: '镇卫生院报来',
        ...more,
      });
    expect(readLine(at.context, add())).toMatchObject({ state: 'to_verify', words: '镇卫生院报来' });
    expect(await refusalCode(() => add())).toBe('treatment_line_exists');
    expect(await refusalCode(() => add({ disease: '感冒' }))).toBe('treatment_disease_unlisted');
    expect(await refusalCode(() => add({ idNumber: '429913195001010022' }))).toBe('wrong_check_digit');
  });
});

describe('the ledger', () => {
  it('is listed by state with the rate, as the contract says', async () => {
    putJinzhouIntoForce(at.hospital);
    for (const _ of [1, 2, 3]) admit(poor());
    say('confirmed');
    const call = {
      input: { filter: 'to_verify' as const },
      actor: by('finance'),
      windowId: 1,
      filePath: undefined,
    };
    const listed = await treatmentHandlers['treatment.list'](at.context, call);
    expect(treatmentRequests['treatment.list'].output.parse(listed)).toEqual(listed);
    expect(listed.lines).toHaveLength(2);
    expect(listed.counts).toMatchObject({ to_verify: 2, in_treatment: 1 });
    expect(listed.rate).toMatchObject({
      verifiedCount: 1,
      treatedCount: 1,
      millionths: 1_000_000,
      target: null,
    });
    const { lineId } = listed.lines[0]!;
    const line = await treatmentHandlers['treatment.line'](at.context, { ...call, input: { lineId } });
    expect(treatmentRequests['treatment.line'].output.parse(line)).toEqual(line);
    expect(line.steps[0]!.admissionNumber).toMatch(/^TZ/);
  });
});

it('the rate is cut, never rounded up, and held against the target of the document', () => {
  const none = {
    to_verify: 7,
    confirmed: 0,
    in_treatment: 0,
    cured: 0,
    chronic_management: 0,
    referred: 0,
    left: 3,
  };
  expect(treatmentRate(none, undefined)).toMatchObject({ verifiedCount: 0, millionths: null, isMet: null });
  const text = { control_figures: { major_illness_treated: { at_least: 900_000, clause: '二（二）2' } } };
  const chongqing = { document: '渝卫发〔2019〕39号', text } as Parameters<typeof treatmentRate>[1];
  const some = treatmentRate({ ...none, confirmed: 1, in_treatment: 5, cured: 2, referred: 1 }, chongqing);
  expect(some).toMatchObject({ verifiedCount: 9, treatedCount: 8, millionths: 888_888, isMet: false });
  expect(some.target).toEqual({ millionths: 900_000, source: '渝卫发〔2019〕39号 二（二）2' });
  expect(treatmentRate({ ...none, confirmed: 1, cured: 9 }, chongqing).isMet).toBe(true);
});
