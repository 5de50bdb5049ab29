import { expect, test } from 'vitest';
import { papers, rollOf } from '../../../electron/main/printing/paper.ts';
import { failed, type PrintOutcome, spooled } from '../../../electron/main/printing/printer.ts';
import { printDocument, type DocumentPress } from '../../../electron/main/printing/print-document.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';

const documentId = '0199a0b0-0000-7000-8000-000000000001';
const settlementId = '0199a0b0-0000-7000-8000-000000000002';
const subject = { kind: 'slip', subjectId: settlementId, day: null } as const;
const wanted = { ...subject, paper: 'A5', reason: '字迹不清' } as const;
const input = { ...wanted, printer: 'HP' } as const;
const entry = { ...wanted, documentId, copyNumber: 2 };

/** A press whose service, renderer and printer write down in what order they were called. */
function press(over: { refuse?: string; outcome?: PrintOutcome; unprintable?: boolean } = {}) {
  const steps: unknown[][] = [];
  const answers: Record<string, unknown> = {
    'host.prepareDocument': { document: { entry }, printer: 'Set' },
    'host.archiveDocument': { sha256: 'f'.repeat(64) },
    'host.recordPrint': {},
  };
  const made: DocumentPress = {
    service: {
      askAsHost: async (windowId: number, name: string, asked: unknown) => {
        steps.push([name, windowId, asked]);
        if (name === over.refuse) throw new Refusal('service_interrupted', '后台服务中断。');
        return answers[name] as never;
      },
    },
    render: ({ entry }) => `<p>${entry.copyNumber} ${entry.paper}</p>`,
    sheetFor: async (_html, paper) => (paper === 'roll' ? rollOf(100) : papers[paper]),
    toPdf: async (html, paper) => {
      steps.push(['pdf', html, paper.name]);
      if (over.unprintable) throw new Refusal('document_not_rendered', '单据没有生成。');
      return new TextEncoder().encode('%PDF');
    },
    printer: {
      list: async () => [],
      print: async (job) => {
        steps.push(['print', job.printer, job.paper.name, job.title]);
        return over.outcome ?? spooled;
      },
    },
  };
  return { press: made, steps, names: () => steps.map(([name]) => name) };
}

test('the PDF is archived before it is put on paper, and what became of the paper is recorded last', async () => {
  const { press: made, steps, names } = press();
  expect(await printDocument(made, 4, input)).toEqual({
    documentId,
    copyNumber: 2,
    sha256: 'f'.repeat(64),
    outcome: 'spooled',
    needsLook: false,
    sentence: spooled.sentence,
  });
  expect(names()).toEqual([
    'host.prepareDocument',
    'pdf',
    'host.archiveDocument',
    'print',
    'host.recordPrint',
  ]);
  expect(steps[0]).toEqual(['host.prepareDocument', 4, wanted]);
  expect(steps[1]).toEqual(['pdf', '<p>2 A5</p>', 'A5']);
  expect(steps[2]?.[2]).toEqual({ entry, pdf: new TextEncoder().encode('%PDF') });
  // Nothing of the patient stands in the queue of a printer that everybody sees.
  expect(steps[3]).toEqual(['print', 'HP', 'A5', documentId]);
  expect(steps[4]?.[2]).toEqual({ documentId, printer: 'HP', outcome: 'spooled', reason: null });
});

test('without a printer of its own it goes to the one that is set for that paper', async () => {
  const { press: made, steps } = press();
  await printDocument(made, 4, { ...input, printer: null });
  expect(steps[3]).toEqual(['print', 'Set', 'A5', documentId]);
  expect(steps[4]?.[2]).toMatchObject({ printer: 'Set' });
});

test('a missing printer is an outcome: the slip is archived and can be printed again', async () => {
  const outcome = failed('打印机“HP”不存在，请检查打印机名称和连接。');
  const { press: made, steps } = press({ outcome });
  const sentence = `${outcome.sentence}单据已存档，可补打。`;
  expect(await printDocument(made, 4, input)).toMatchObject({ outcome: 'failed', sentence });
  expect(steps.at(-1)?.[2]).toMatchObject({ outcome: 'failed', reason: sentence });
});

test('what the service refuses to prepare is not rendered', async () => {
  const { press: made, names } = press({ refuse: 'host.prepareDocument' });
  await expect(printDocument(made, 4, input)).rejects.toMatchObject({ code: 'service_interrupted' });
  expect(names()).toEqual(['host.prepareDocument']);
});

test('no paper without an archived PDF', async () => {
  const { press: made, names } = press({ refuse: 'host.archiveDocument' });
  await expect(printDocument(made, 4, input)).rejects.toMatchObject({ code: 'service_interrupted' });
  expect(names()).not.toContain('print');
});

test('no archive without a PDF', async () => {
  const { press: made, names } = press({ unprintable: true });
  await expect(printDocument(made, 4, input)).rejects.toMatchObject({ code: 'document_not_rendered' });
  expect(names()).toEqual(['host.prepareDocument', 'pdf']);
});

test('when the outcome cannot be recorded the clerk still learns what became of the paper', async () => {
  const { press: made } = press({ refuse: 'host.recordPrint' });
  expect(await printDocument(made, 4, input)).toMatchObject({
    outcome: 'spooled',
    sentence: `${spooled.sentence}（打印结果未能登记）`,
  });
});
