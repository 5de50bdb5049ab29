import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putIntoForce } from '../../../electron/service/policy/in-force.ts';
import { slipContent } from '../../../electron/service/settlements/slip-content.ts';
import { trialForWindow } from '../../../electron/service/settlements/trial.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addFees, addPerson, addStay, day, registeredPoor, settle } from '../harness/patient.ts';

let hospital: TestHospital;

beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

function inForce(pack: string, options: Record<string, unknown>): void {
  putIntoForce(hospital.context, undefined, {
    text: readFileSync(path.join(hospital.context.packsFolder, `${pack}.yaml`), 'utf8'),
    fileName: `${pack}.yaml`,
    fromDay: day('2019-01-01'),
    toDay: null,
    options,
    approvalId: null,
  });
}

const trial = (stayId: string) => trialForWindow(hospital.context, { stayId, asOrdinary: false });
const nothingElse = { ownExpense: 0, overLimit: 0, preSelfPay: 0 };

describe('what is free of charge', () => {
  it('a whole stay settles to zero, and slip and trial name the payer and the clause', () => {
    inForce('hongze-2019', {});
    const disability = { ...registeredPoor, category: 'mental_disability' as const };
    const personId = addPerson(hospital, { region: '320813', eligibilities: [registeredPoor, disability] });
    const stayId = addStay(hospital, personId, { diagnoses: [{ code: 'F20.0', name: '偏执型精神分裂症' }] });
    addFees(hospital, stayId, { inScope: 5000, ownExpense: 300, overLimit: 0, preSelfPay: 0 });
    const tried = trial(stayId);
    expect(tried.personalFen).toBe(0);
    expect(tried.warnings).toContainEqual({
      code: 'free_of_charge',
      sentence: '本次费用免费，不得向患者收取：由免费救治承担（淮安市洪泽区健康扶贫工程实施方案二（二）6）。',
    });
    const { settlementId } = settle(hospital, stayId);
    const { layers, personalFen } = slipContent(hospital.context, settlementId).content.settlement;
    expect(personalFen).toBe(0);
    expect(layers.at(-1)).toMatchObject({ title: '免费救治', clause: '二（二）6', payFen: 5300_00 });
  });

  it('items of a list are found among the fees, and nobody has to pay them', () => {
    const base = {
      basic_deductible: { 1: '100', 2: '300', 3: '800' },
      basic_ratio: { 1: '80%', 2: '70%', 3: '50%' },
    };
    inForce('chongqing-2019', { ...base, tuberculosis_drugs: ['C1'] });
    const personId = addPerson(hospital, { region: '500000' });
    const stayId = addStay(hospital, personId, { diagnoses: [{ code: 'A15.0', name: '肺结核' }] });
    addFees(hospital, stayId, { ...nothingElse, inScope: 120 });
    const tried = trial(stayId);
    expect(tried.personalFen).toBe(0);
    expect(tried.warnings.map(({ sentence }) => sentence).join('')).toMatch(
      /一线抗结核药品 .* 元，此项免费，不得收取：由结核病免费药品承担（渝卫发〔2019〕39号二（三）1）/,
    );
    expect(settle(hospital, stayId).personalFen).toBe(0);
  });

  it('the same items are charged where no list names them', () => {
    inForce('chongqing-2019', {
      basic_deductible: { 1: '100', 2: '300', 3: '800' },
      basic_ratio: { 1: '80%', 2: '70%', 3: '50%' },
      tuberculosis_drugs: ['X9'],
    });
    const stayId = addStay(hospital, addPerson(hospital, { region: '500000' }));
    addFees(hospital, stayId, { ...nothingElse, inScope: 120 });
    expect(trial(stayId).personalFen).toBeGreaterThan(0);
    expect(trial(stayId).warnings.map(({ code }) => code)).not.toContain('free_of_charge');
  });
});
