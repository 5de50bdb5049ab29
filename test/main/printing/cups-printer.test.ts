import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { cupsPrinter } from '../../../electron/main/printing/cups-printer.ts';
import { needOfPrinter } from '../../../electron/main/printing/cups-state.ts';
import { papers } from '../../../electron/main/printing/paper.ts';
import type { PrintJob } from '../../../electron/main/printing/printer.ts';
import { type PrivateCups, startPrivateCups } from './private-cups.ts';

let cups: PrivateCups;
beforeAll(async () => {
  cups = await startPrivateCups();
}, 60_000);
afterAll(() => cups?.stop());
afterEach(() => vi.unstubAllEnvs());

/** A small but whole PDF of one A5 sheet. */
const pdf = new Uint8Array(
  Buffer.from(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 419.5 595.3]>>endobj
xref
0 4
0000000000 65535 f 
0000000009 00000 n 
0000000052 00000 n 
0000000101 00000 n 
trailer<</Size 4/Root 1 0 R>>
startxref
170
%%EOF
`),
);

const job = (over: Partial<PrintJob> = {}): PrintJob => ({
  pdf,
  html: '',
  paper: papers.A5,
  printer: 'Slips',
  title: '0199a0b0-0000-7000-8000-000000000001',
  ...over,
});

const usePrivateCups = () => vi.stubEnv('CUPS_SERVER', cups.socket);

test('the printers of the server are listed', async () => {
  usePrivateCups();
  const printers = await cupsPrinter().list();
  expect(printers.map(({ name }) => name).toSorted()).toEqual(['Closed', 'Slips']);
});

test('the archived bytes come out of the printer unchanged', async () => {
  usePrivateCups();
  const paper = cups.nextPaper();
  expect(await cupsPrinter().print(job())).toMatchObject({ outcome: 'spooled' });
  expect(Buffer.compare(await paper, pdf)).toBe(0);
  expect(cups.lastOptions()).toMatch(/\bmedia=A5\b/);
  expect(cups.lastOptions()).toMatch(/\bprint-scaling=none\b/);
});

test('a printer that does not exist is an outcome with what to do, and nothing is printed', async () => {
  usePrivateCups();
  expect(await cupsPrinter().print(job({ printer: '收费处 HP' }))).toEqual({
    outcome: 'failed',
    sentence:
      '打印机“收费处 HP”不存在：可能关机、被删除或改了名。现有：Closed、Slips。请另选一台，或在“打印设置”里改。',
  });
});

test('a printer that is out of paper took it and says so; with paper again it says nothing', async () => {
  usePrivateCups();
  cups.takePaperOut();
  const first = cups.nextPaper();
  await cupsPrinter().print(job());
  await first;
  const second = cups.nextPaper();
  expect(await cupsPrinter().print(job())).toEqual({
    outcome: 'spooled',
    needsLook: true,
    sentence: '已送打印机。打印机缺纸：装好纸会接着打，不用补打。',
  });
  await second;
  cups.putPaperIn();
});

test('what a printer lacks is read off the words of the print server', () => {
  const said = (alerts: string) => needOfPrinter(`printer Slips is idle.\n\tAlerts: ${alerts}\n`);
  expect(said('none')).toBeUndefined();
  expect(said('media-low-report')).toBeUndefined();
  expect(said('media-empty-error')).toContain('缺纸');
  expect(said('media-low-warning media-jam-error')).toContain('卡纸');
  expect(needOfPrinter('printer Slips disabled since Sun -\n\treason unknown')).toContain('暂停');
});

test('a printer name is a name and never an option', async () => {
  usePrivateCups();
  for (const printer of ['-h127.0.0.1:1', '--', 'Slips; reboot', '']) {
    expect(await cupsPrinter().print(job({ printer }))).toMatchObject({ outcome: 'failed' });
  }
});

test('without a default printer the clerk is told to choose one', async () => {
  usePrivateCups();
  expect(await cupsPrinter().print(job({ printer: null }))).toMatchObject({
    outcome: 'failed',
    sentence: expect.stringContaining('没有默认打印机') as unknown,
  });
});

test('a printer that takes no documents is an outcome', async () => {
  usePrivateCups();
  expect(await cupsPrinter().print(job({ printer: 'Closed' }))).toMatchObject({
    outcome: 'failed',
    sentence: expect.stringContaining('没有接受') as unknown,
  });
});

test('a printer that was removed or renamed is an outcome that names those there are', async () => {
  usePrivateCups();
  await cups.rename('Closed', 'Away');
  expect(await cupsPrinter().print(job({ printer: 'Closed' }))).toMatchObject({
    outcome: 'failed',
    sentence: expect.stringContaining('现有：Away、Slips。') as unknown,
  });
});

test('a machine without a print server has no printers, and printing says so', async () => {
  vi.stubEnv('CUPS_SERVER', '/does/not/exist.sock');
  expect(await cupsPrinter().list()).toEqual([]);
  expect(await cupsPrinter().print(job())).toMatchObject({
    outcome: 'failed',
    sentence: expect.stringContaining('CUPS') as unknown,
  });
});

test('a machine without the programs of CUPS is the same', async () => {
  vi.stubEnv('PATH', '/does/not/exist');
  expect(await cupsPrinter().list()).toEqual([]);
  expect(await cupsPrinter().print(job())).toMatchObject({ outcome: 'failed' });
});

test('a printer that hangs is given up after its time; media and scaling are named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'onestop-lp-'));
  try {
    const noted = join(folder, 'arguments');
    writeFileSync(join(folder, 'lpstat'), '#!/bin/sh\n[ "$1" = -e ] && echo Slow\nexit 0\n');
    writeFileSync(join(folder, 'lp'), `#!/bin/sh\necho "$@" > ${noted}\nexec sleep 60\n`);
    for (const name of ['lpstat', 'lp']) chmodSync(join(folder, name), 0o755);
    vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
    const outcome = await cupsPrinter({ printLimitMs: 1000 }).print(
      job({ printer: 'Slow', paper: papers.A4 }),
    );
    expect(outcome).toMatchObject({
      outcome: 'timed_out',
      sentence: expect.stringContaining('1秒') as unknown,
    });
    expect(readFileSync(noted, 'utf8').trim()).toBe(
      '-d Slow -t 0199a0b0-0000-7000-8000-000000000001 -o media=A4 -o print-scaling=none',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
