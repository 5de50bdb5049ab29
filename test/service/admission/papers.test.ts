import { afterEach, beforeEach, expect, it } from 'vitest';
import { signAgreement } from '../../../electron/service/admission/agreement.ts';
import { admissionOfStay } from '../../../electron/service/admission/handlers.ts';
import { prepareDocument } from '../../../electron/service/documents/prepare.ts';
import { readPerson } from '../../../electron/service/people/person.ts';
import { issueReferral, withdrawReferral } from '../../../electron/service/referrals/issue.ts';
import { renderDocument } from '../../../renderer/documents/render.tsx';
import { documentSchema } from '../../../shared/contract/documents/document.ts';
import { changeStay } from '../../../electron/service/stays/change.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPerson, day, putSuixianIntoForce } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { admit, newAgreement } from './admitted.ts';

let hospital: TestHospital;
let personId: string;
let stayId: string;
beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  personId = addPerson(hospital, { name: '<b>王秀英</b>' });
  stayId = admit(hospital, personId);
});
afterEach(() => hospital.close());

const clerk = () => hospital.actor('clerk');
/** What the page says, without its marks. */
function textOf(kind: 'treat_first_agreement' | 'referral_certificate', subjectId: string): string {
  const wanted = { kind, subjectId, day: null, paper: 'A4', reason: null } as const;
  const html = renderDocument(documentSchema.parse(prepareDocument(hospital.context, clerk(), wanted)));
  expect(html).not.toContain('<b>王秀英</b></');
  return html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
}

it('an agreement says in two copies who agreed to what, with every clause and all numbers', () => {
  const asked = newAgreement(hospital, stayId, { signer: { name: '王小明', relation: '儿子' } });
  signAgreement(hospital.context, clerk(), asked);
  const { agreement } = admissionOfStay(hospital.context, stayId);
  const text = textOf('treat_first_agreement', agreement!.agreementId);
  const { idNumber } = readPerson(hospital.context, personId);
  const parts = ['第一份 医院留存', '第二份 患者留存', agreement!.number, '<b>王秀英</b>', '王小明代，儿子'];
  const clauses = ['不收取住院押金', '出院当日付清', '一个月', '虚假证明', '第三方责任', '一式两份'];
  for (const word of [...parts, ...clauses, '随县卫发〔2020〕1号（四）']) expect(text).toContain(word);
  for (const number of [idNumber, asked.guarantor.idNumber, asked.guarantor.phone]) {
    expect(text.split(number)).toHaveLength(3);
  }
  expect(text).toContain('已出示身份证、医保卡、身份证明');
});

it('an agreement printed again says what was signed, however the stay changed since', () => {
  signAgreement(hospital.context, clerk(), newAgreement(hospital, stayId));
  const { agreementId } = admissionOfStay(hospital.context, stayId).agreement!;
  const signed = textOf('treat_first_agreement', agreementId);
  expect(signed).toContain('呼吸内科');
  hospital.clock.advanceMs(60_000);
  changeStay(hospital.context, clerk(), {
    stayId,
    place: 'county',
    department: '神经内科',
    bed: null,
    admittedOn: day('2020-03-02'),
    dischargedOn: null,
    diagnoses: [{ code: 'I63.9', name: '脑梗死' }],
  });
  const again = textOf('treat_first_agreement', agreementId);
  for (const word of ['呼吸内科', '肺炎（J18.9）', '2020-03-01']) expect(again).toContain(word);
  expect(again).not.toContain('神经内科');
});

it('a certificate names hospitals, person, days and consultation, and is not printed once taken back', async () => {
  const { referralId, number } = issueReferral(hospital.context, clerk(), {
    requestId: hospital.context.newId(),
    stayId,
    toHospital: '市中心医院',
    toHospitalCode: null,
    issuedOn: day('2020-03-10'),
    validTo: day('2020-04-09'),
    reason: '本院无条件手术',
    opinion: '同意转诊',
    doctor: '孙医生',
    consultation: { heldOn: day('2020-03-09'), experts: '市级专家组', opinion: '建议手术' },
    isTransfer: true,
  });
  const text = textOf('referral_certificate', referralId);
  const { idNumber } = readPerson(hospital.context, personId);
  const said = [number, '市中心医院', '测试县人民医院', idNumber, '2020-04-09', '建议手术', '肺炎（J18.9）'];
  for (const word of said) expect(text).toContain(word);
  withdrawReferral(hospital.context, clerk(), { referralId, reason: '患者不去了' });
  const wanted = {
    kind: 'referral_certificate',
    subjectId: referralId,
    day: null,
    paper: 'A4',
    reason: null,
  } as const;
  expect(await refusalCode(() => prepareDocument(hospital.context, clerk(), wanted))).toBe(
    'referral_withdrawn',
  );
});
