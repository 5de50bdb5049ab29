import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { archiveDocument } from '../../../electron/service/documents/archive.ts';
import { prepareDocument } from '../../../electron/service/documents/prepare.ts';
import { recoveryKeyRows } from '../../../shared/recovery-key/recovery-key.ts';
import { openTestHospital, repositoryFolder, type TestHospital, testKeyHex } from '../harness/hospital.ts';
import { addPatient, putSuixianIntoForce, settle } from '../harness/patient.ts';

let hospital: TestHospital;
let text: string;
let pdfFile: string;

beforeAll(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  const { settlementId } = settle(hospital, addPatient(hospital).stayId);
  const actor = hospital.actor('clerk');
  const wanted = { kind: 'slip', subjectId: settlementId, day: null, paper: 'A5', reason: null } as const;
  const { entry, content } = prepareDocument(hospital.context, actor, wanted);
  text = content.checkCode.text;
  const pdf = new TextEncoder().encode('%PDF-1.7 made up');
  archiveDocument(hospital.context, actor, { entry, pdf });
  pdfFile = path.join(hospital.context.dataFolder, 'slip.pdf');
  writeFileSync(pdfFile, pdf);
});
afterAll(() => hospital.close());

async function verify(slip: string) {
  const program = path.join(repositoryFolder, 'electron/service/commands/verify.ts');
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, slip, '--data-folder', hospital.context.dataFolder],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (output += piece));
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (errors += piece));
  child.stdin.end(`${recoveryKeyRows(testKeyHex).join(' ')}\n`);
  const [code] = (await once(child, 'close')) as [number];
  return { code, output, errors };
}

it('says of code and PDF on the command line whether they are ours, beside the running window', async () => {
  const [genuine, forged, pdf, neither] = await Promise.all([
    verify(text),
    verify(text.replace(':500000:', ':50000:')),
    verify(pdfFile),
    verify('你好'),
  ]);
  expect(genuine).toMatchObject({ code: 0, errors: '', output: expect.stringMatching(/^genuine: /) });
  expect(forged.code).toBe(1);
  expect(forged.output).toContain('个人应付：单上 500.00，记录 5,000.00');
  expect(pdf).toMatchObject({ code: 0, output: expect.stringContaining('一字节不差') });
  expect(neither).toMatchObject({ code: 2, errors: expect.stringContaining('check_code_unreadable') });
});
