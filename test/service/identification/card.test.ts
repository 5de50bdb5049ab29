import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { learnCard } from '../../../electron/service/identification/card-numbers.ts';
import { changeReader } from '../../../electron/service/identification/devices.ts';
import { readCode } from '../../../electron/service/identification/read-code.ts';
import { decideReading, readCard } from '../../../electron/service/identification/read-paper.ts';
import { listIdentifications } from '../../../electron/service/identification/record.ts';
import { readPerson } from '../../../electron/service/people/person.ts';
import { readingSchema } from '../../../shared/contract/identification.ts';
import type { CardReader } from '../../../shared/identity/card-reader.ts';
import { checkDigit } from '../../../shared/identity/id-number.ts';
import { TestReader } from '../../reader/reader.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPatient, addPerson, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { refusalCode, refusalOf } from '../harness/refusal.ts';

let hospital: TestHospital;
let reader: TestReader;

beforeAll(async () => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
});
afterAll(() => hospital.close());
beforeEach(async () => {
  reader = await TestReader.start();
  use(reader.settings());
});
afterEach(() => reader.stop());

const use = (settings: CardReader | null) =>
  changeReader(hospital.context, hospital.actor('information_office'), settings);
const read = (forPersonId: string | null = null) =>
  readCard(hospital.context, hospital.actor('clerk'), forPersonId);
const rows = (table: string) =>
  Number(hospital.context.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());

/** Somebody of the roster whose card lies on the reader. */
function withCard(name = '欧阳建国') {
  const personId = addPerson(hospital, { name });
  const { idNumber } = readPerson(hospital.context, personId);
  reader.card = { name, idNumber };
  return { personId, idNumber };
}

describe('a card of somebody in the roster', () => {
  it('opens that person, with the picture for the window alone, and is recorded at once', async () => {
    const { personId } = withCard();
    const reading = await read();
    expect(readingSchema.parse(reading)).toEqual(reading);
    expect(reading).toMatchObject({ paper: 'id_card', by: 'card_reader', differences: [], idNumber: null });
    expect(reading.person?.personId).toBe(personId);
    expect(Buffer.from(reading.photo!.subarray(0, 2)).toString()).toBe('BM');
    expect(reader.asked).toEqual(['/openDevice', '/readCard', '/closeDevice']);
    const [act] = listIdentifications(hospital.context, personId);
    expect(act).toMatchObject({ means: 'card_reader', paper: 'id_card', reason: null });
    expect(act?.identificationId).toBe(reading.identificationId);
  });

  it('leaves no picture in the file', async () => {
    withCard();
    await read();
    const text = JSON.stringify(hospital.context.database.prepare('SELECT * FROM identification').all());
    expect(text).toContain('card_reader');
    expect(text).not.toMatch(/photo|identityPic|Qk[0-9A-Za-z+/]{20}/);
  });

  it('goes with the final settlement that follows', async () => {
    const { personId, stayId } = addPatient(hospital);
    const { name, idNumber } = readPerson(hospital.context, personId);
    reader.card = { name, idNumber };
    const { identificationId } = await read(personId);
    const { settlementId } = settle(hospital, stayId);
    const carried = hospital.context.database
      .prepare('SELECT identification_id FROM settlement WHERE id = ?')
      .pluck()
      .get(settlementId);
    expect(carried).toBe(identificationId);
  });

  it('is read in the bytes that older services write', async () => {
    const { personId } = withCard('王䶮');
    const answer = { resultFlag: 0, partyName: '王䶮', certNumber: reader.card?.idNumber };
    const gb18030 = Buffer.concat([
      Buffer.from(JSON.stringify(answer).split('王䶮')[0]!),
      Buffer.from([0xcd, 0xf5, 0xfe, 0x9f]),
      Buffer.from(JSON.stringify(answer).split('王䶮')[1]!),
    ]);
    reader.fault = { kind: 'body', path: '/readCard', body: gb18030 };
    expect((await read()).person?.personId).toBe(personId);
  });

  it('may have a name with blanks and another dot', async () => {
    const { personId } = withCard('阿依·古丽');
    reader.card = { name: ' 阿依•古丽 ', idNumber: reader.card!.idNumber };
    expect(await read()).toMatchObject({ differences: [], person: { personId } });
  });
});

describe('what differs between card and roster', () => {
  it('is shown, and nothing is recorded before somebody has decided', async () => {
    const { personId, idNumber } = withCard('马永');
    reader.card = { name: '马勇', idNumber, bornDay: '19650316', gender: '女', expDate: '20200309' };
    const reading = await read();
    const sex = readPerson(hospital.context, personId).sex === 'male' ? '男' : '女';
    expect(reading.differences.map(({ what, onPaper, known }) => [what, onPaper, known])).toEqual([
      ['name', '马勇', '马永'],
      ['birth_date', '1965-03-16', '1965-03-15'],
      ...(sex === '女' ? [] : [['sex', '女', '男']]),
      ['expired', '2020-03-09', '2020-03-10'],
    ]);
    expect(reading.identificationId).toBeNull();
    expect(listIdentifications(hospital.context, personId)).toEqual([]);
  });

  it('is decided with a reason, which stands in the act and in the audit log', async () => {
    const { personId, idNumber } = withCard('马永');
    reader.card = { name: '马勇', idNumber };
    const { readingId } = await read();
    const clerk = hospital.actor('clerk');
    const reason = '户口簿写作马永，已核对本人';
    const act = decideReading(hospital.context, clerk, { readingId, personId, reason });
    expect(listIdentifications(hospital.context, personId)).toEqual([act]);
    expect(act).toMatchObject({ reason, differences: [{ what: 'name', onPaper: '马勇', known: '马永' }] });
    const audit = hospital.context.database
      .prepare("SELECT detail FROM audit WHERE act = 'identification.decided' AND subject_id = ?")
      .pluck()
      .get(personId) as string;
    expect(JSON.parse(audit)).toMatchObject({ reason, what: ['name'] });
    expect(audit).not.toContain(idNumber);
  });

  it('is decided once, at the window that read the card, and not after ten minutes', async () => {
    const { personId, idNumber } = withCard('马永');
    reader.card = { name: '马勇', idNumber };
    const { readingId } = await read();
    const decide = (role: 'clerk' | 'cashier_lead') =>
      refusalCode(() =>
        decideReading(hospital.context, hospital.actor(role), { readingId, personId, reason: '核对过' }),
      );
    expect(await decide('cashier_lead')).toBe('reading_gone');
    hospital.clock.advanceMs(10 * 60_000 + 1);
    expect(await decide('clerk')).toBe('reading_gone');
    const again = await read();
    const decided = { readingId: again.readingId, personId, reason: '核对过' };
    expect(await refusalCode(() => decideReading(hospital.context, hospital.actor('clerk'), decided))).toBe(
      'not refused',
    );
    expect(await refusalCode(() => decideReading(hospital.context, hospital.actor('clerk'), decided))).toBe(
      'reading_gone',
    );
  });

  it('is not decided any more once somebody else’s paper was read', async () => {
    const { personId, idNumber } = withCard('马永');
    reader.card = { name: '马勇', idNumber };
    const { readingId } = await read();
    const cardNumber = 'A42990077';
    const other = addPerson(hospital);
    const card = { paper: 'social_security_card', number: cardNumber, serial: null } as const;
    learnCard(hospital.context, card, other, 'roster', null);
    const scanned = await readCode(hospital.context, hospital.actor('clerk'), cardNumber, undefined);
    expect(scanned.person?.personId).toBe(other);
    const decided = { readingId, personId, reason: '核对过' };
    expect(await refusalCode(() => decideReading(hospital.context, hospital.actor('clerk'), decided))).toBe(
      'reading_gone',
    );
  });

  it('may be the number itself: who has the same name and birth date is offered, and nobody else', async () => {
    const personId = addPerson(hospital, { name: '同名同日' });
    const birthDay = readPerson(hospital.context, personId).birthDate.replaceAll('-', '');
    const body = `429913${birthDay}998`;
    reader.card = { name: '同名同日', idNumber: body + checkDigit(body) };
    const reading = await read();
    expect(reading.person).toBeNull();
    expect(reading.candidates.map((one) => one.personId)).toContain(personId);
    expect(reading.idNumber).toBe(reader.card.idNumber);
    const other = addPerson(hospital, { name: '另一个人' });
    const { readingId } = reading;
    const clerk = hospital.actor('clerk');
    const decide = (id: string) =>
      decideReading(hospital.context, clerk, { readingId, personId: id, reason: '号码换过' });
    expect(await refusalCode(() => decide(other))).toBe('card_of_another_person');
    expect(decide(personId).differences.map(({ what }) => what)).toContain('number');
  });
});

describe('a card of another person than the open stay', () => {
  it('is refused with both names, and nothing is recorded', async () => {
    const { personId } = addPatient(hospital, { name: '桌上的人' });
    withCard('别的人');
    const before = rows('identification');
    const refusal = await refusalOf(() => read(personId));
    expect(refusal.code).toBe('card_of_another_person');
    expect(refusal.sentence).toMatch(/别的人.*桌上的人/);
    expect(rows('identification')).toBe(before);
  });

  it('with the same name and birth date may be a corrected number, and is decided', async () => {
    const { personId } = addPatient(hospital, { name: '桌上的人' });
    const birthDay = readPerson(hospital.context, personId).birthDate.replaceAll('-', '');
    const body = `429913${birthDay}996`;
    reader.card = { name: '桌上的人', idNumber: body + checkDigit(body) };
    const reading = await read(personId);
    expect(reading.person?.personId).toBe(personId);
    expect(reading.differences.map(({ what }) => what)).toContain('number');
  });
});

describe('a reader in trouble', () => {
  const path = '/readCard';

  it.each([
    ['hangs', { kind: 'hanging', path }, 'reader_timed_out'],
    ['hangs while it opens', { kind: 'hanging', path: '/openDevice' }, 'reader_timed_out'],
    ['answers half', { kind: 'half', path }, 'reader_answer_broken'],
    ['answers no JSON', { kind: 'body', path, body: '<html>' }, 'reader_answer_broken'],
    ['answers without a result', { kind: 'body', path, body: '{}' }, 'reader_answer_broken'],
    ['answers without a name', { kind: 'body', path, body: '{"resultFlag":"0"}' }, 'reader_answer_broken'],
    ['answers without end', { kind: 'body', path, body: 'x'.repeat(500_000) }, 'reader_answer_broken'],
    ['fails inside', { kind: 'status', path, status: 500 }, 'reader_answer_broken'],
    ['is sent elsewhere', { kind: 'status', path, status: 302 }, 'reader_answer_broken'],
    ['says that it failed', { kind: 'result', path, resultFlag: '-7' }, 'reader_failed'],
    ['says that it has no card', { kind: 'result', path, resultFlag: '-1' }, 'no_card'],
  ] as const)('that %s is refused, and let go of', async (_, fault, code) => {
    withCard();
    reader.fault = fault;
    if (fault.kind === 'hanging') use(reader.settings({ timeoutMs: 500 }));
    const before = rows('identification');
    expect(await refusalCode(read)).toBe(code);
    expect(reader.asked.at(-1)).toBe('/closeDevice');
    expect(rows('identification')).toBe(before);
  });

  it('that is away is said to be, and the next reading works when it is back', async () => {
    const address = reader.address;
    await reader.stop();
    expect(await refusalCode(read)).toBe('reader_away');
    reader = await TestReader.start();
    expect(reader.address).not.toBe(address);
    use(reader.settings());
    withCard();
    expect((await read()).identificationId).not.toBeNull();
  });

  it('that cannot be let go of has read the card all the same', async () => {
    withCard();
    reader.fault = { kind: 'hanging', path: '/closeDevice' };
    expect((await read()).identificationId).not.toBeNull();
  });

  it.each([
    ['a wrong check digit', { certNumber: '429913196503150010' }, 'card_number_wrong'],
    ['half a number', { certNumber: '4299131965' }, 'card_number_wrong'],
    ['no number', { certNumber: '' }, 'reader_answer_broken'],
    ['markup for a name', { partyName: '<b>马</b>' }, 'reader_answer_broken'],
    ['a day that does not exist', { expDate: '20200231' }, 'reader_answer_broken'],
    ['a sex nobody listed', { gender: '未知' }, 'reader_answer_broken'],
  ])('a card with %s is refused', async (_, fields, code) => {
    withCard();
    reader.fields = fields;
    expect(await refusalCode(read)).toBe(code);
  });

  it('is not needed: a window without one says what to do instead', async () => {
    use(null);
    expect(await refusalCode(read)).toBe('reader_not_set');
  });
});
