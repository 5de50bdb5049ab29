import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { searchActs } from '../../../electron/service/identification/acts.ts';
import { recordIdentification } from '../../../electron/service/identification/record.ts';
import { readPerson } from '../../../electron/service/people/person.ts';
import { identificationActsSchema } from '../../../shared/contract/identification.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPerson, day } from '../harness/patient.ts';

let hospital: TestHospital;
let jianguo: string;
let wangwu: string;

beforeEach(() => {
  hospital = openTestHospital();
  jianguo = addPerson(hospital, { name: '欧阳建国' });
  wangwu = addPerson(hospital, { name: '王五' });
});
afterEach(() => hospital.close());

function identify(personId: string, reason: string | null = null) {
  const differences =
    reason === null ? [] : [{ what: 'name' as const, onPaper: '欧阳健国', known: '欧阳建国' }];
  return recordIdentification(hospital.context, hospital.actor('clerk'), {
    personId,
    means: 'card_reader',
    paper: 'id_card',
    told: null,
    differences,
    reason,
  }).identificationId;
}

const today = day('2020-03-10');
const search = (question: Partial<Parameters<typeof searchActs>[1]> = {}) => {
  const usual = { text: '', fromDay: today, toDay: today, onlyDecided: false };
  return identificationActsSchema.parse(searchActs(hospital.context, { ...usual, ...question })).acts;
};
const ids = (question?: Partial<Parameters<typeof searchActs>[1]>) =>
  search(question).map(({ identificationId }) => identificationId);

describe('the acts of identification', () => {
  it('say who was identified how and by whom, and which difference was decided why, the newest first', () => {
    const plain = identify(wangwu);
    const decided = identify(jianguo, '核对户口本，是同一人');
    expect(ids()).toEqual([decided, plain]);
    expect(search()[0]).toMatchObject({
      personName: '欧阳建国',
      means: 'card_reader',
      paper: 'id_card',
      reason: '核对户口本，是同一人',
      differences: [{ what: 'name', onPaper: '欧阳健国' }],
      recordedByName: hospital.actor('clerk').displayName,
    });
    expect(ids({ onlyDecided: true })).toEqual([decided]);
  });

  it('are found by name and number, and by the days of the hospital’s own zone', () => {
    // Seven in the morning in Shanghai is still the day before in UTC.
    hospital.clock.set('2020-03-10T23:00:00.000Z');
    const early = identify(jianguo);
    expect(ids()).toEqual([]);
    expect(ids({ fromDay: day('2020-03-11'), toDay: day('2020-03-11') })).toEqual([early]);
    const both = { toDay: day('2020-03-11') };
    expect(ids({ ...both, text: '欧阳' })).toEqual([early]);
    expect(ids({ ...both, text: readPerson(hospital.context, jianguo).idNumber })).toEqual([early]);
    expect(ids({ ...both, text: '王五' })).toEqual([]);
  });
});
