import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeReader, tryReader } from '../../../electron/service/identification/devices.ts';
import { readCard } from '../../../electron/service/identification/read-paper.ts';
import { readPerson } from '../../../electron/service/people/person.ts';
import type { CardReader } from '../../../shared/identity/card-reader.ts';
import { TestReader } from '../../reader/reader.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPerson, nextIdNumber } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
let reader: TestReader;

beforeAll(() => {
  hospital = openTestHospital();
});
afterAll(() => hospital.close());
beforeEach(async () => {
  reader = await TestReader.start();
});
afterEach(() => reader.stop());

const use = (settings: CardReader | null) =>
  changeReader(hospital.context, hospital.actor('information_office'), settings);
const read = () => readCard(hospital.context, hospital.actor('clerk'), null);

function withCard(name = '欧阳建国') {
  const personId = addPerson(hospital, { name });
  const { idNumber } = readPerson(hospital.context, personId);
  reader.card = { name, idNumber };
  return { personId, idNumber };
}

describe('the settings of a reader', () => {
  it('are data: another make with other paths, names and values is read without another program', async () => {
    const { personId, idNumber } = withCard();
    const settings = reader.settings();
    use({
      ...settings,
      method: 'POST',
      paths: { open: null, read: '/api/idcard?wait=1', close: null },
      fields: {
        ...settings.fields,
        result: 'status.code',
        name: 'data.xm',
        idNumber: 'data.hm',
        birthDate: 'data.born',
        sex: 'data.sex',
        validTo: 'data.period',
        photo: null,
      },
      good: ['200'],
      dates: 'YYYY.MM.DD',
    });
    const data = { xm: '欧阳建国', hm: idNumber, born: '1965.03.15', sex: '', period: '2015.01.01-长期' };
    const body = JSON.stringify({ status: { code: 200 }, data });
    reader.fault = { kind: 'body', path: '/api/idcard?wait=1', body };
    const reading = await read();
    expect(reading).toMatchObject({ validTo: null, photo: null, differences: [], person: { personId } });
    expect(reader.asked).toEqual(['/api/idcard?wait=1']);
  });

  it.each([
    ['http://10.0.0.5:18080', 'reader_on_other_machine'],
    ['https://127.0.0.1:18080', 'reader_address_wrong'],
    ['http://127.0.0.1:18080/readCard', 'reader_address_wrong'],
    ['127.0.0.1:18080', 'reader_address_wrong'],
  ])('refuse the address %s', async (address, code) => {
    expect(await refusalCode(() => use(reader.settings({ address })))).toBe(code);
  });

  it('may point to another machine by explicit choice alone', () => {
    const settings = reader.settings({ address: 'http://10.0.0.5:18080', otherMachine: true });
    expect(use(settings).reader).toEqual(settings);
  });

  it('can be tried: each step says how far it came, and nobody is named', async () => {
    const { idNumber } = withCard('试读的人');
    const good = await tryReader(hospital.context, reader.settings());
    expect(good.map(({ state }) => state)).toEqual(['good', 'good', 'good', 'good', 'good']);
    reader.fields = { certNumber: nextIdNumber().slice(0, 17) + 'Y' };
    const bad = await tryReader(hospital.context, reader.settings());
    expect(bad.map(({ state }) => state)).toEqual(['good', 'good', 'good', 'bad', 'unknown']);
    expect(JSON.stringify([good, bad])).not.toMatch(new RegExp(`试读的人|${idNumber}`));
  });
});
