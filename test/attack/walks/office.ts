import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { builtInReaders } from '../../../shared/identity/card-reader.ts';
import { fixture } from '../../service/harness/fixture.ts';
import { addPatient } from '../../service/harness/patient.ts';
import { by, settleBy } from '../../service/payments/paying.ts';
import type { Walk } from '../walk.ts';

const today = '2020-03-10';
const reason = '录错了';

/** Parameters, folders, readers, codes, hospitals, printing, platform, policy, roster. */
export async function settings(walk: Walk): Promise<void> {
  const office = 'information_office';
  const secondPerson = walk.second('finance');
  const folder = walk.hospital.context.dataFolder;
  const fileToken = 'x'.repeat(32);
  const fromDay = '2020-03-11';
  await walk.does('parameters.change', office, { fromDay, values: { referralValidDays: 60 }, secondPerson });
  await walk.does('identification.changeReader', office, { reader: builtInReaders[0] });
  await walk.does('identification.changeCodeShapes', office, { codeShapes: [] });
  await walk.does('catalogue.setItemClassFrom', office, { itemClassFrom: 'catalogue', secondPerson });
  await walk.does('hospitalSystem.watchFolder', office, { fileToken }, folder);
  await walk.does('hospitalSystem.stopWatching', office, {});
  await walk.does('designated.add', office, {
    name: '测试市中心医院',
    code: null,
    rank: 'city',
    since: '2020-01-01',
    until: null,
    needs: [],
    clause: null,
  });
  const hospitalId = walk.hospital.context.database
    .prepare('SELECT id FROM designated_hospital')
    .pluck()
    .get() as string;
  await walk.does('designated.end', office, { hospitalId, until: '2020-12-31', reason });
  await walk.does('documents.setPrinting', office, {
    printing: [{ kind: 'slip', paper: 'A4', printer: null, isUsual: true }],
  });
  await walk.does('platform.change', office, { fromDay, signIn: true, secondPerson });
  await walk.does(
    'policy.putIntoForce',
    office,
    { fileToken, fromDay: '2021-01-01', toDay: null, options: {}, secondPerson },
    path.join(walk.hospital.context.packsFolder, 'suixian-2020.yaml'),
  );
  await walk.does(
    'roster.import',
    office,
    { fileToken, asOfDay: today, leaveOutRefused: false },
    fixture('roster', 'good.csv'),
  );
}

/** Archived, printed, looked at, saved, came out. */
export async function papers(walk: Walk): Promise<void> {
  const { settlementId } = settleBy(walk.hospital, addPatient(walk.hospital).stayId, {
    payments: [by('cash', 500_000)],
  });
  const subject = { kind: 'slip', subjectId: settlementId, day: null };
  const prepared = await walk.reads('host.prepareDocument', 'clerk', {
    ...subject,
    paper: 'A5',
    reason: null,
  });
  const { entry } = (prepared as unknown as { document: { entry: { documentId: string } } }).document;
  const { documentId } = entry;
  await walk.does('host.archiveDocument', 'clerk', { entry, pdf: new TextEncoder().encode('%PDF-1.7') });
  await walk.does('host.recordPrint', 'clerk', {
    documentId,
    printer: null,
    outcome: 'spooled',
    reason: null,
  });
  await walk.does('documents.cameOut', 'clerk', { documentId, cameOut: true });
  await walk.does('documents.pdf', 'auditor', { documentId });
  await walk.does('host.documentPdf', 'finance', { documentId, secondPerson: null });
}

/** Keys, diagnostics, catalogue, records for the platform, folders for copies. */
export async function office(walk: Walk): Promise<void> {
  const office = 'information_office';
  const secondPerson = walk.second('finance');
  const fileToken = 'x'.repeat(32);
  await walk.does('host.diagnostics', office, {});
  await walk.does('host.recordKeyTest', office, { fingerprint: 'ABCD-EFGH' });
  await walk.does('host.prepareKeyChange', office, { secondPerson });
  await walk.does(
    'catalogue.import',
    office,
    { fileToken, fromDay: today, leaveOutRefused: false },
    fixture('catalogue', 'good.csv'),
  );
  const outboxId = walk.hospital.context.database
    .prepare("SELECT id FROM outbox WHERE state = 'pending' AND closed_at IS NULL LIMIT 1")
    .pluck()
    .get() as string;
  await walk.does('outbox.note', 'finance', { outboxId, text: '问过平台' });
  await walk.does('hospitalSystem.setQuery', office, { query: null, token: null });
  await walk.does('hospitalSystem.setChargeQuery', office, { query: null, token: null });
  await walk.does(
    'parameters.setBackupFolder',
    office,
    { fileToken, secondPerson },
    mkdtempSync(path.join(tmpdir(), 'onestop-copies-')),
  );
  await walk.does('parameters.removeBackupFolder', office, { secondPerson });
}
