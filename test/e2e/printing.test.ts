import { createHash } from 'node:crypto';
import { extractText, getDocumentProxy } from 'unpdf';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RequestInput, RequestName, RequestOutput } from '../../shared/contract/contract.ts';
import type { Answer } from '../../shared/contract/refusal.ts';
import type { SettlementRecord } from '../../shared/contract/settlements.ts';
import { paperSizes } from '../../shared/contract/documents/paper.ts';
import { type PrivateCups, startPrivateCups } from '../main/printing/private-cups.ts';
import { type Application, startApplication } from './application/application.ts';

/* The slip of a real settlement, through the real application, to a real print server. */

let cups: PrivateCups;
let application: Application;
let settlement: SettlementRecord;
beforeAll(async () => {
  cups = await startPrivateCups();
  application = await startApplication({ environment: { CUPS_SERVER: cups.socket } });
  await signIn('clerk');
  settlement = await settleSomebody();
});
afterAll(async () => {
  await application?.close();
  await cups?.stop();
});

/** Asks as a screen does; a refusal is thrown. */
async function ask<Name extends RequestName>(
  name: Name,
  input: RequestInput<Name>,
): Promise<RequestOutput<Name>> {
  const answer = (await application.window.evaluate(
    async ([name, input]) => {
      const { onestop } = window as unknown as { onestop: { request(...of: unknown[]): Promise<unknown> } };
      return onestop.request(name, input);
    },
    [name, input] as readonly unknown[],
  )) as Answer<RequestOutput<Name>>;
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code} ${answer.error.sentence}`);
  return answer.value;
}

/** The size of the first sheet in whole millimetres (Chromium rounds to its pixels), and all letters. */
async function sheetOf(pdf: Buffer): Promise<{ sizeMm: number[]; letters: string }> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const [, , width, height] = (await document.getPage(1)).view as [number, number, number, number];
  const { text } = await extractText(document, { mergePages: true });
  return {
    sizeMm: [width, height].map((points) => Math.round((points / 72) * 25.4)),
    letters: text.replaceAll(/\s/g, ''),
  };
}

/** Words that stick out of the side margins or off the sheet, and sheets beyond those it may have. */
async function wordsOutside(pdf: Buffer, sideMarginMm: number, mostSheets: number): Promise<string[]> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const page = await document.getPage(1);
  const [, , width, height] = page.view as [number, number, number, number];
  const margin = (sideMarginMm / 25.4) * 72 - 1;
  const { items } = await page.getTextContent();
  const outside = items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [, , , , x, y] = item.transform as number[];
    const isInside =
      x! >= margin && x! + item.width <= width - margin && y! >= 0 && y! + item.height <= height;
    return isInside ? [] : [item.str];
  });
  return document.numPages <= mostSheets ? outside : [...outside, `${document.numPages} sheets`];
}

async function signIn(role: string): Promise<void> {
  const { practiceAccounts } = await ask('hospital.status', {});
  const account = practiceAccounts.find((account) => account.role === role);
  await ask('staff.signIn', { login: account!.login, password: account!.password });
}

/** Settles the first open stay with fees that any of the common family names leads to. */
async function settleSomebody(): Promise<SettlementRecord> {
  for (const text of ['张', '王', '李', '刘', '陈', '杨', '周', '吴', '徐', '孙']) {
    for (const { personId } of (await ask('people.search', { text })).hits) {
      const { stays } = await ask('people.card', { personId });
      const stay = stays.find(({ state, totalFen }) => state === 'open' && totalFen > 0);
      if (!stay) continue;
      const { stayId } = stay;
      const trial = await ask('settlements.trial', { stayId, asOrdinary: false }).catch(() => undefined);
      if (!trial) continue;
      const payment = { means: 'cash', amountFen: trial.personalFen, reference: null } as const;
      const payments = trial.personalFen === 0 ? [] : [payment];
      const { trialHash } = trial;
      return ask('settlements.settle', { requestId: v7(), stayId, asOrdinary: false, trialHash, payments });
    }
  }
  throw new Error('the practice hospital has no open stay that can be settled');
}

test('the slip comes out of the printer as it is archived, on its paper, readable, marked as practice', async () => {
  const paper = cups.nextPaper();
  const result = await ask('documents.print', {
    kind: 'slip',
    subjectId: settlement.settlementId,
    paper: 'A5',
    printer: 'Slips',
    reason: null,
  });
  expect(result).toMatchObject({ outcome: 'spooled', copyNumber: 0 });
  const pdf = await paper;
  expect(createHash('sha256').update(pdf).digest('hex')).toBe(result.sha256);
  expect(cups.lastOptions()).toMatch(/\bmedia=A5\b/);
  const { sizeMm, letters } = await sheetOf(pdf);
  expect(sizeMm).toEqual([148, 210]);
  expect(letters).toContain(settlement.personName);
  expect(letters).toContain(settlement.personalCapital);
  expect(letters).toContain('练习');
});

test('the second print is marked, on the other paper', async () => {
  const paper = cups.nextPaper();
  const { settlementId } = settlement;
  const result = await ask('documents.print', {
    kind: 'slip',
    subjectId: settlementId,
    paper: 'A4',
    printer: 'Slips',
    reason: '字迹不清',
  });
  expect(result).toMatchObject({ outcome: 'spooled', copyNumber: 1 });
  const { sizeMm, letters } = await sheetOf(await paper);
  expect(sizeMm).toEqual([210, 297]);
  expect(letters).toContain('补打第1次');
});

test.each([
  // A case with many payers goes on on the next form.
  ['two_part', [241, 140], '个人应付', 2],
  ['roll', [80], '本次您需支付', 1],
] as const)('on %s it has that size, and every word lies inside its margins', async (...of) => {
  const [name, size, says, sheets] = of;
  const paper = cups.nextPaper();
  const subject = { kind: 'slip', subjectId: settlement.settlementId } as const;
  const result = await ask('documents.print', {
    ...subject,
    paper: name,
    printer: 'Slips',
    reason: '换纸',
  });
  expect(result.outcome).toBe('spooled');
  const pdf = await paper;
  const { sizeMm, letters } = await sheetOf(pdf);
  expect(sizeMm.slice(0, size.length)).toEqual(size);
  expect(letters).toContain(says);
  expect(letters).toContain('在本窗口扫码或输入可查真伪');
  expect(await wordsOutside(pdf, paperSizes[name].sideMarginMm, sheets)).toEqual([]);
});

test('a printer that is not there is an outcome; the slip is archived all the same', async () => {
  const { settlementId } = settlement;
  const result = await ask('documents.print', {
    kind: 'slip',
    subjectId: settlementId,
    paper: 'A5',
    printer: '不存在',
    reason: '缺纸',
  });
  expect(result).toMatchObject({ outcome: 'failed', copyNumber: 4 });
  expect(result.sentence).toContain('打印机“不存在”不存在');
  expect(result.sentence).toContain('单据已存档，可补打');
  const archived = await ask('documents.list', { kind: 'slip', subjectId: settlementId });
  expect(archived.map(({ copyNumber }) => copyNumber).toSorted((one, other) => one - other)).toEqual([
    0, 1, 2, 3, 4,
  ]);
  const { pdf, sha256 } = await ask('documents.pdf', { documentId: result.documentId });
  expect(sha256).toBe(result.sha256);
  expect(Object.keys(pdf).length).toBeGreaterThan(1000);
});

test('printers are listed for who is signed in', async () => {
  const printers = await ask('documents.printers', {});
  expect(printers.map(({ name }) => name).toSorted()).toEqual(['Closed', 'Slips']);
});

test('the hidden window that makes paper runs no script, has no bridge and shares no session with the screens', async () => {
  const facts = await application.electron.evaluate(async ({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows();
    const screen = windows.find((window) => window.isVisible());
    const hidden = windows.find((window) => !window.isVisible());
    const { webContents } = hidden as Electron.BrowserWindow;
    const preferences = (
      webContents as Electron.WebContents & { getLastWebPreferences(): Record<string, unknown> }
    ).getLastWebPreferences();
    return {
      count: windows.length,
      sandbox: preferences['sandbox'],
      javascript: preferences['javascript'],
      preload: preferences['preload'] ?? null,
      sameSession: webContents.session === screen?.webContents.session,
      again: (await webContents.session.fetch(webContents.getURL())).status,
    };
  });
  expect(facts).toEqual({
    count: 2,
    sandbox: true,
    javascript: false,
    preload: null,
    sameSession: false,
    again: 404,
  });
});
