import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { projectFolder } from '../../build/setup/dependencies.js';
import { checkDigit } from '../../shared/identity/id-number.ts';
import type { Application } from '../e2e/application/application.ts';
import { openPatient, practiceFile } from '../e2e/desk/clerk.ts';
import { answerFileDialog, ask, loadFees } from './journey.ts';

const numberWithoutCheck = '42991319850612018';
const patient = { name: '韩春生', idNumber: numberWithoutCheck + checkDigit(numberWithoutCheck) };

/** Somebody insured where inpatient care of severe mental disorder is free, by the registry and the county's document. */
export async function bringFreeCareIntoForce(application: Application, scratch: string): Promise<void> {
  const asOfDay = new Date().toISOString().slice(0, 10);
  const roster = await readFile(practiceFile('roster.csv'), 'utf8');
  const line = `${patient.name},${patient.idNumber},32081300001,户主,建档立卡,2019-01-01,,严重精神障碍,2019-01-01,,320813,高良涧镇,越闸村,正常参保,`;
  const file = join(scratch, '名册.csv');
  await writeFile(file, `${roster.trimEnd()}\r\n${line}\r\n`);
  const choose = async (path: string, purpose: 'roster' | 'policy') => {
    await answerFileDialog(application, path);
    const chosen = await ask(application, 'files.choose', { purpose });
    if (chosen === null) throw new Error('no file was chosen');
    return chosen.fileToken;
  };
  const fileToken = await choose(file, 'roster');
  await ask(application, 'roster.import', { fileToken, asOfDay, leaveOutRefused: false });
  const { practiceAccounts } = await ask(application, 'hospital.status', {});
  const finance = practiceAccounts.find(({ role }) => role === 'finance');
  if (finance === undefined) throw new Error('the practice hospital has nobody of finance');
  await ask(application, 'policy.putIntoForce', {
    fileToken: await choose(join(projectFolder, 'shared/policy/packs/hongze-2019.yaml'), 'policy'),
    fromDay: '2019-01-01',
    toDay: null,
    options: {},
    secondPerson: { login: finance.login, password: finance.password },
  });
}

/** The stay of that person, with its fees on the desk. */
export async function openFreeStay(application: Application, scratch: string): Promise<void> {
  const { hits } = await ask(application, 'people.search', { text: patient.name });
  const [hit] = hits;
  if (hit === undefined) throw new Error(`${patient.name} is not in the roster`);
  await ask(application, 'stays.open', {
    requestId: v7(),
    personId: hit.personId,
    admissionNumber: 'ZY26029901',
    place: 'county',
    department: '精神科',
    bed: '3床',
    admittedOn: '2026-02-19',
    dischargedOn: '2026-02-27',
    diagnoses: [{ code: 'F20.9', name: '精神分裂症' }],
  });
  await openPatient(application, patient.name);
  const fees = join(scratch, 'ZY26029901.csv');
  await copyFile(practiceFile('ZY26020009.csv'), fees);
  await loadFees(application, fees);
}
