import { expect, it, onTestFinished } from 'vitest';
import { reconciliationSheetContent } from '../../../electron/service/reconciliation/sheet-content.ts';
import { reconciliationSheetKind } from '../../../shared/contract/documents/reconciliation-sheet.ts';
import { openTestHospital } from '../harness/hospital.ts';
import { lineOf, textOf, writeMonth } from './month.ts';
import { reconcile, settled } from './reconciling.ts';

/* The paper of a run. */

const span = { from: '2020-03-01', to: '2020-04-01' };

async function sheet() {
  const hospital = openTestHospital({ nowIso: '2020-04-02T02:00:00.000Z' });
  onTestFinished(() => hospital.close());
  const [even, missing] = [settled(1), settled(2)];
  writeMonth(hospital, [even, missing]);
  const { runId } = await reconcile(hospital, span, { centre: textOf([lineOf(even)]) });
  await reconcile(hospital, span, { centre: textOf([lineOf(even), lineOf(missing)]) });
  return reconciliationSheetContent(hospital.context, runId).content;
}

it('says what the run found, and nothing of what came after or before it', async () => {
  const content = await sheet();
  expect(content.differences).toMatchObject([{ kind: 'only_here', isNew: false, actCount: 0 }]);
  expect(content).not.toHaveProperty('since');
  expect(reconciliationSheetKind.content.safeParse(content).success).toBe(true);
});

it.each([null, { number: 'DZ20200401-0001', newCount: 1, goneCount: 0, gone: [] }])(
  'that was archived before, when it told of one run before, is read all the same (%j)',
  async (since) => {
    const content = await sheet();
    expect(reconciliationSheetKind.content.safeParse({ ...content, since }).success).toBe(true);
  },
);
