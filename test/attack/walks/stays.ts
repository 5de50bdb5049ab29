import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readPerson } from '../../../electron/service/people/person.ts';
import { fixture } from '../../service/harness/fixture.ts';
import { addPerson, insuredRegion, nextIdNumber } from '../../service/harness/patient.ts';
import { daughter } from '../../service/payments/paying.ts';
import type { Walk } from '../walk.ts';

const today = '2020-03-10';
/** People write down what they should not. */
const reason = `录错了，应为${nextIdNumber()}`;

/** Registered and revealed. */
export async function people(walk: Walk): Promise<void> {
  const person = { idNumber: nextIdNumber(), name: '普通居民', region: insuredRegion };
  await walk.does('people.registerOrdinary', 'clerk', { ...person, insuranceState: 'normal', phone: null });
  const personId = addPerson(walk.hospital);
  await walk.does('people.reveal', 'clerk', { personId });
}

/** Opened, changed, given fees and papers, cancelled. */
export async function stay(walk: Walk): Promise<void> {
  const personId = addPerson(walk.hospital);
  const detail = {
    place: 'county',
    department: '内科',
    bed: null,
    admittedOn: '2020-03-01',
    dischargedOn: null,
    diagnoses: [{ code: 'I63.9', name: '脑梗死' }],
  };
  const opening = { requestId: walk.id(), personId, admissionNumber: 'BF001', ...detail };
  const { stayId } = await walk.does('stays.open', 'clerk', opening);
  await walk.does('stays.change', 'clerk', { stayId, ...detail, bed: '7床' });
  await walk.does('admission.recordChecks', 'clerk', {
    stayId,
    checks: { causes: [], papers: ['id_card', 'medical_card', 'proof'] },
  });
  await walk.does('admission.signAgreement', 'clerk', {
    requestId: walk.id(),
    stayId,
    guarantor: { name: daughter.name, relation: '女儿', idNumber: daughter.idNumber, phone: '13900001234' },
    signer: { name: '欧阳建国', relation: '本人' },
    signature: 'signature',
    reason: null,
  });
  const issued = await walk.does('referrals.issue', 'clerk', {
    requestId: walk.id(),
    stayId,
    toHospital: '测试市中心医院',
    toHospitalCode: null,
    issuedOn: today,
    validTo: '2020-04-10',
    reason: '本院无条件救治',
    opinion: '同意转诊',
    doctor: '李医生',
    consultation: null,
    isTransfer: false,
  });
  await walk.does('referrals.withdraw', 'clerk', { referralId: issued['referralId'], reason });
  const { feeLists } = await walk.does(
    'stays.importFees',
    'clerk',
    { stayId, fileToken: 'x'.repeat(32) },
    fixture('fees', 'good.csv'),
  );
  const [list] = feeLists as unknown as readonly { feeListId: string }[];
  await walk.does('stays.withdrawFees', 'clerk', { feeListId: list?.feeListId, reason });
  await attachPapers(walk, stayId!);
  await walk.does('stays.cancel', 'clerk', { stayId, reason });
}

async function attachPapers(walk: Walk, stayId: string): Promise<void> {
  const file = path.join(walk.hospital.context.dataFolder, 'paper.pdf');
  writeFileSync(file, '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
  await walk.does('attachments.add', 'clerk', { stayId, kind: 'proof', fileToken: 'x'.repeat(32) }, file);
  const attachmentId = walk.hospital.context.database
    .prepare('SELECT id FROM attachment ORDER BY rowid DESC LIMIT 1')
    .pluck()
    .get() as string;
  await walk.does('attachments.read', 'clerk', { attachmentId });
  await walk.does('attachments.withdraw', 'clerk', { attachmentId, reason });
}

/** Admitted, identified, and that taken back. */
export async function unknownPatient(walk: Walk): Promise<void> {
  const personId = addPerson(walk.hospital);
  const unknown = await walk.does('emergency.admit', 'clerk', {
    requestId: walk.id(),
    sex: readPerson(walk.hospital.context, personId).sex,
    ageYears: 55,
    description: '昏迷',
    broughtBy: '120',
    admissionNumber: 'JZ001',
    department: '急诊科',
    bed: null,
    admittedOn: today,
    diagnoses: [{ code: 'I63.9', name: '脑梗死' }],
  });
  const { unknownId } = unknown as unknown as { unknownId: string };
  await walk.does('emergency.identify', 'clerk', { unknownId, personId, by: 'relative', note: '家属辨认' });
  await walk.does('emergency.withdrawIdentification', 'clerk', {
    unknownId,
    reason,
    secondPerson: walk.second('finance'),
  });
}

/** Recognised, opened, ended. */
export async function outpatient(walk: Walk): Promise<void> {
  const personId = addPerson(walk.hospital);
  const { qualificationId } = await walk.does('outpatient.qualify', 'clerk', {
    requestId: walk.id(),
    personId,
    disease: { code: 'E11', name: '糖尿病' },
    beginsOn: '2020-01-01',
    endsOn: null,
    papers: [{ title: '身份证', number: readPerson(walk.hospital.context, personId).idNumber }],
    recognisedBy: '县医保局',
  });
  await walk.does('outpatient.openVisit', 'clerk', {
    requestId: walk.id(),
    qualificationId,
    visitNumber: 'MZ001',
    visitedOn: today,
    place: 'county',
    department: '内科',
  });
  await walk.does('outpatient.endQualification', 'clerk', { qualificationId, endsOn: today, reason });
}
