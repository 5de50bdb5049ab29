import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../../../electron/service/database/transaction.ts';
import { insertRow } from '../../../electron/service/database/insert-row.ts';
import { feeListContent } from '../../../electron/service/fees/fee-lines-content.ts';
import { readFeeItems } from '../../../electron/service/fees/items.ts';
import { overviewFees } from '../../../electron/service/fees/review.ts';
import { withdrawFees } from '../../../electron/service/fees/withdraw-fees.ts';
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

/** One item of 80.00 under the hospital's own code, matched with that code of the catalogue. */
function addMatchedItem(stayId: string, catalogueCode: string): void {
  const { context } = hospital;
  const amounts = {
    total_fen: 80_00,
    own_expense_fen: 0,
    over_limit_fen: 0,
    pre_self_pay_fen: 0,
    in_scope_fen: 80_00,
  };
  const { total_fen: amount_fen, ...parts } = amounts;
  const feeListId = context.newId();
  insertRow(context.database, 'fee_item', {
    fee_list_id: feeListId,
    line: 2,
    code: 'H1',
    name: '异烟肼片',
    cost_class: 'western_medicine',
    catalogue_class: 'A',
    pre_self_pay_millionths: 0,
    price: '80',
    quantity: '1',
    amount_fen,
    ...parts,
    charged_on: '2020-03-02',
    catalogue_code: catalogueCode,
  });
  insertRow(context.database, 'fee_list', {
    id: feeListId,
    stay_id: stayId,
    file_name: '费用.csv',
    file_hash: 'y',
    item_count: 1,
    ...amounts,
    recorded_at: '2020-03-10T02:00:00.000Z',
    recorded_by: hospital.actor('clerk').accountId,
  });
}

describe('what is free of charge is marked when it is entered', () => {
  const tuberculosis = {
    basic_deductible: { 1: '100', 2: '300', 3: '800' },
    basic_ratio: { 1: '80%', 2: '70%', 3: '50%' },
    tuberculosis_drugs: ['C1'],
  };
  const said = '此项免费，不得收取：由结核病免费药品承担（渝卫发〔2019〕39号二（三）1）。';
  const items = (stayId: string) =>
    readFeeItems(hospital.context, { stayId, offset: 0, limit: 10 }).items.map(
      ({ freeOfCharge }) => freeOfCharge,
    );
  const open = (personId: string) => {
    const stayId = addStay(hospital, personId, { dischargedOn: null });
    addFees(hospital, stayId, { ...nothingElse, inScope: 120 });
    return stayId;
  };

  it('item by item, in the figures of the desk and on the lists for the patient, long before the settlement', () => {
    inForce('chongqing-2019', tuberculosis);
    const stayId = open(addPerson(hospital, { region: '500000' }));
    expect(items(stayId)).toEqual([said, said]);
    expect(overviewFees(hospital.context, stayId).free).toEqual({
      itemCount: 2,
      amountFen: 120_00,
      sentence: said,
    });
    const { content } = feeListContent(hospital.context, stayId);
    expect(content.freeOfCharge).toBe(said);
    expect(content.items.every(({ isFree }) => isFree)).toBe(true);
  });

  it('also by the code of the catalogue that an item was matched with, which then nobody pays', () => {
    inForce('chongqing-2019', { ...tuberculosis, tuberculosis_drugs: ['XJ04AB'] });
    const stayId = addStay(hospital, addPerson(hospital, { region: '500000' }));
    const feeListId = addFees(hospital, stayId, { ...nothingElse, inScope: 120 });
    expect(items(stayId)).toEqual([null, null]);
    withdrawFees(hospital.context, hospital.actor('clerk'), { feeListId, reason: '清单录错' });
    inTransaction(hospital.context.database, () => addMatchedItem(stayId, 'XJ04AB'));
    expect(items(stayId)).toEqual([said]);
    expect(trial(stayId).personalFen).toBe(0);
  });

  it('for whom it is free alone: not for an ordinary resident, and not for somebody insured elsewhere', () => {
    inForce('chongqing-2019', tuberculosis);
    expect(items(open(addPerson(hospital, { region: '500000', eligibilities: [] })))).toEqual([null, null]);
    const elsewhere = open(addPerson(hospital, { region: '110101' }));
    expect(items(elsewhere)).toEqual([null, null]);
    expect(overviewFees(hospital.context, elsewhere).free).toBeNull();
  });

  it('a settled stay keeps the marks that it was settled by', () => {
    inForce('chongqing-2019', tuberculosis);
    const stayId = addStay(hospital, addPerson(hospital, { region: '500000' }));
    addFees(hospital, stayId, { ...nothingElse, inScope: 120 });
    settle(hospital, stayId);
    inForce('chongqing-2019', { ...tuberculosis, tuberculosis_drugs: [] });
    expect(items(stayId)).toEqual([said, said]);
    expect(items(open(addPerson(hospital, { region: '500000' })))).toEqual([null, null]);
  });
});
