import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { putHelpIntoForce } from '../../demo/help.ts';
import { answerFileDialog, ask, payersOf } from '../../demo/journey.ts';
import { type Application, startApplication } from '../application/application.ts';
import { openPatient, practiceFile, signIn } from './clerk.ts';

let application: Application;
let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'onestop-help-'));
  application = await startApplication();
  await signIn(application, '4');
  await application.window.getByRole('navigation', { name: '房间' }).waitFor();
  await putHelpIntoForce(application, scratch);
  await application.window.keyboard.press('Control+L');
  await signIn(application, '1');
});
afterAll(async () => {
  await application.close();
  await rm(scratch, { recursive: true, force: true });
});

const dialog = () => application.window.getByRole('dialog').last();

test('help is offered after a settlement, and what is approved after discharge is paid out without a reversal', async () => {
  const { window } = application;
  await openPatient(application, '马永');
  await answerFileDialog(application, practiceFile('ZY26020012.csv'));
  await window.keyboard.press('F3');
  await payersOf(application).getByText('个人应付').waitFor();
  await window.keyboard.press('F9');
  await dialog().getByRole('button', { name: '确认结算并打印' }).click();
  await payersOf(application).getByText('✓ 已结算').waitFor();
  await payersOf(application)
    .getByText(/可以申请/)
    .waitFor();
  await payersOf(application).getByRole('button', { name: '困难救助' }).click();
  await dialog().getByRole('button', { name: '申请救助' }).click();
  await dialog().getByLabel('困难的原因').fill('家中两人患病，没有劳动力');
  await dialog().getByRole('button', { name: '记下并打印申请表' }).click();
  await dialog()
    .getByText(/✓ 申请 SQ\d{8}/)
    .waitFor();
  await dialog()
    .getByRole('button', { name: /^记结果/ })
    .click();
  await dialog().getByRole('button', { name: '记下' }).click();
  await dialog()
    .getByText(/已送出/)
    .waitFor();

  await dialog()
    .getByRole('button', { name: /^补助结算 马永/ })
    .click();
  await dialog().getByLabel('批准金额（元）').fill('1,200.50');
  await dialog().getByLabel('批准文号').fill('临救〔2026〕12号');
  await dialog()
    .getByLabel('批准日期')
    .fill((await ask(application, 'hospital.status', {})).today);
  await dialog().getByLabel('复核人账号').fill('liuqiang');
  await dialog().getByLabel('复核人密码').fill('lianxi2020');
  await dialog().getByRole('button', { name: '复核后结算并打印' }).click();
  await dialog()
    .getByText(/✓ 补助 BZ\d{8}/)
    .waitFor();
  await dialog().getByText('应退 1,200.50（未退）', { exact: true }).waitFor();
  await window.keyboard.press('Escape');
  await window.getByRole('dialog').waitFor({ state: 'hidden' });

  await window.getByRole('region', { name: '患者' }).getByText('待退款 1,200.50 元').waitFor();
  await window.keyboard.press('F9');
  await dialog()
    .getByRole('table', { name: '待退款' })
    .getByText(/补助 BZ/)
    .waitFor();
  await dialog()
    .getByRole('button', { name: /确认已退 1,200\.50 元/ })
    .click();
  await dialog().getByText('已退 1,200.50 元').waitFor();
  const { topUps } = await ask(application, 'topUps.list', {});
  expect(topUps).toMatchObject([
    { amountFen: 120_050, refundFen: 120_050, refundedFen: 120_050, fromDebtFen: 0 },
  ]);
  const { reversedById } = await ask(application, 'settlements.get', {
    settlementId: topUps[0]!.settlementId,
  });
  expect(reversedById).toBeNull();
  await window.keyboard.press('Escape');
  await window.getByRole('dialog').waitFor({ state: 'hidden' });
});
