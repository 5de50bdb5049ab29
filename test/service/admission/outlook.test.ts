import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AdmissionQuestion, admissionOutlook } from '../../../electron/service/admission/outlook.ts';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { readPersonCard } from '../../../electron/service/people/card.ts';
import { putIntoForce } from '../../../electron/service/policy/in-force.ts';
import { trialForWindow } from '../../../electron/service/settlements/trial.ts';
import { admissionOutlookSchema } from '../../../shared/contract/admission.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPatient, addPerson, day, putSuixianIntoForce, type TestPerson } from '../harness/patient.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

function outlook(person: TestPerson, question: Partial<AdmissionQuestion> = {}) {
  const personId = addPerson(hospital, person);
  const asked = { personId, place: 'county', diagnoses: [], causes: [], ...question } as const;
  return admissionOutlookSchema.parse(admissionOutlook(hospital.context, asked));
}

const lowIncome = { category: 'low_income', beginsOn: '2019-01-01', endsOn: '2020-03-31' } as const;

function putJinzhouIntoForce(codes: Record<string, string[]>) {
  const file = path.join(hospital.context.packsFolder, 'jinzhou-2019.yaml');
  putIntoForce(hospital.context, undefined, {
    text: readFileSync(file, 'utf8'),
    fileName: 'jinzhou-2019.yaml',
    fromDay: day('2019-01-01'),
    toDay: null,
    options: { special_treatment_codes: codes },
    approvalId: null,
  });
}

describe('treat first, pay later at the desk', () => {
  it('is allowed with the clause and the document that allow it', () => {
    putSuixianIntoForce(hospital);
    expect(outlook({}).treatFirst).toEqual({
      isAllowed: true,
      sentence: '不交押金，出院时只结个人应付部分。',
      clause: '四',
      document: '随县卫发〔2020〕1号',
    });
  });

  it('is refused with the reason: who, where, and what has ended', () => {
    putJinzhouIntoForce({});
    const region = '210700';
    const of = (person: TestPerson, question: Partial<AdmissionQuestion> = {}) => {
      const { isAllowed, sentence } = outlook({ region, ...person }, question).treatFirst;
      expect(isAllowed).toBe(false);
      return sentence;
    };
    expect(of({ eligibilities: [lowIncome] })).toContain('规则只管建档立卡（三（三））');
    expect(of({}, { place: 'unreferred' })).toContain('规则只管县域内');
    const ended = { category: 'registered_poor', beginsOn: '2016-01-01', endsOn: '2020-03-09' } as const;
    expect(of({ eligibilities: [ended] })).toContain('建档立卡已于 2020-03-09 到期');
    expect(of({}, { causes: ['drunkenness', 'third_party'] })).toContain('酗酒、第三方责任');
  });

  it('is refused where no policy is in force, and the admission is not', () => {
    expect(outlook({}).treatFirst.sentence).toContain('没有启用的政策');
  });
});

describe('a layer that ends', () => {
  const outlookOf = (ends: string, admittedOn?: string) => {
    const file = path.join(hospital.context.packsFolder, 'chongqing-2019.yaml');
    const text = readFileSync(file, 'utf8').replaceAll('until: 2020-12-31', `until: ${ends}`);
    const fromDay = day('2019-01-01');
    const options = {
      health_fund_active: true,
      health_fund_ratio: '50%',
      basic_deductible: { 1: '100', 2: '300', 3: '800' },
      basic_ratio: { 1: '80%', 2: '70%', 3: '50%' },
    };
    const act = { fileName: 'chongqing-2019.yaml', fromDay, toDay: null, options, approvalId: null };
    const { region } = putIntoForce(hospital.context, undefined, { text, ...act });
    const days =
      admittedOn === undefined
        ? {}
        : { days: { admittedOn: day(admittedOn), dischargedOn: null, stayId: null } };
    return outlook({ region }, days).notes.filter(({ code }) => code.startsWith('layer_'));
  };

  it('is said at admission as many days before as the hospital has set, and one that does not settle here is not', () => {
    expect(outlookOf('2020-12-31')).toEqual([]);
    writeSetting(hospital.context, undefined, 'layerEndDays', 300, day('2020-03-10'));
    const [note, ...others] = outlookOf('2020-12-31');
    expect([note?.code, others]).toEqual(['layer_ends', []]);
    expect(note?.sentence).toContain('健康扶贫医疗基金到 2020-12-31 为止，还有 296 天');
  });

  it('stands on the card of who has it, and in the trial, as many days before as the hospital has set', () => {
    const region = '500000';
    const poor = addPatient(hospital, { region });
    const ordinary = addPerson(hospital, { region, eligibilities: [] });
    expect(outlookOf('2020-12-31')).toEqual([]);
    const warned = () =>
      trialForWindow(hospital.context, { stayId: poor.stayId, asOrdinary: false }).warnings.filter(
        ({ code }) => code === 'layer_ends_soon',
      );
    expect([readPersonCard(hospital.context, poor.personId).endingLayers, warned()]).toEqual([[], []]);
    writeSetting(hospital.context, undefined, 'layerEndDays', 300, day('2020-03-10'));
    const [said] = readPersonCard(hospital.context, poor.personId).endingLayers;
    expect(said).toContain('健康扶贫医疗基金到 2020-12-31 为止，还有 296 天');
    expect(warned()[0]?.sentence).toContain('健康扶贫医疗基金到 2020-12-31 结束，还有 296 天');
    expect(readPersonCard(hospital.context, ordinary).endingLayers).toEqual([]);
  });

  it('is said on its last day, and after it only of a stay that began before', () => {
    expect(outlookOf('2020-03-10')[0]?.sentence).toContain('还有 0 天');
    expect(outlookOf('2020-03-09', '2020-03-09').map(({ code }) => code)).toEqual(['layer_ended_in_stay']);
    expect(outlookOf('2020-03-08', '2020-03-09')).toEqual([]);
    expect(outlookOf('2020-03-08')).toEqual([]);
  });
});

describe('what stands out at admission', () => {
  it('is a disease of the list by code, within its days, once the county has confirmed the code', () => {
    const diagnoses = [{ code: 'C34.901', name: '肺恶性肿瘤' }];
    putJinzhouIntoForce({});
    expect(outlook({ region: '210700' }, { diagnoses }).diseases).toEqual([]);
    putJinzhouIntoForce({ 肺癌: ['C34'] });
    expect(outlook({ region: '210700' }, { diagnoses }).diseases).toEqual([
      { list: '大病专项救治 21 种', disease: '肺癌', code: 'C34.901' },
    ]);
  });

  it('is an eligibility that may end during the stay, and a code that ICD-10 does not have', () => {
    putSuixianIntoForce(hospital);
    const diagnoses = [
      { code: 'A12.3', name: '不明' },
      { code: 'I63.9', name: '脑梗死' },
    ];
    const { notes } = outlook({ eligibilities: [lowIncome] }, { diagnoses });
    expect(notes.map(({ code }) => code)).toEqual(['eligibility_ends', 'diagnosis_code_unknown']);
    expect(notes[0]?.sentence).toContain('2020-03-31');
    expect(notes[1]?.sentence).toContain('A12.3');
  });
});
