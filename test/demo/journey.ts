import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RequestInput, RequestName, RequestOutput } from '../../shared/contract/contract.ts';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { Answer } from '../../shared/contract/refusal.ts';
import type { SettlementRecord } from '../../shared/contract/settlements.ts';
import type { Application } from '../e2e/application/application.ts';

/** Whose stay is settled, and the fee list that the clerk loads for it. */
export interface Patient {
  readonly name: string;
  readonly admissionNumber: string;
  readonly feeFile: string;
}

export interface JourneyEnd {
  readonly settlement: SettlementRecord;
  readonly slip: { readonly pdf: Uint8Array; readonly sha256: string };
}

/** The longest that one step may take on a slow machine. */
const stepLimitMs = 30_000;

/**
 * The main job as a clerk does it, by keyboard, in the real window: sign in, find the patient, load the fee list, look
 * at the trial and its reasons, settle, print, and wait until the platform has acknowledged. Leaves a picture of
 * each step in `picturesFolder`.
 */
export async function settleAsClerk(
  application: Application,
  patient: Patient,
  picturesFolder: string,
): Promise<JourneyEnd> {
  const { window } = application;
  await mkdir(picturesFolder, { recursive: true });
  let number = 0;
  const picture = (name: string) => {
    number += 1;
    const path = join(picturesFolder, `${String(number).padStart(2, '0')}-${name}.png`);
    return window.screenshot({ path });
  };
  window.setDefaultTimeout(stepLimitMs);

  await window.getByText('练习账号').waitFor();
  await picture('sign-in');
  await window.keyboard.press('1');

  const search = window.getByRole('combobox', { name: '查找患者' });
  await search.waitFor();
  await search.fill(patient.name);
  await search.press('Enter');
  await window.getByRole('region', { name: '患者' }).getByText(patient.name).first().waitFor();
  await picture('patient');

  await answerFileDialog(application, patient.feeFile);
  await window.keyboard.press('F3');
  const payers = window.getByRole('region', { name: '谁来付' });
  await payers.getByText('个人应付').waitFor();
  await picture('trial');

  await window.keyboard.press('F5');
  await window.getByText('见', { exact: false }).first().waitFor();
  await picture('reasons');
  await window.keyboard.press('F5');

  await window.keyboard.press('Enter');
  const confirmation = window.getByRole('dialog');
  await confirmation.getByText('确认结算并打印').waitFor();
  await picture('confirm');
  await confirmation.getByRole('button', { name: '确认结算并打印' }).click();

  await payers.getByText('✓ 已结算').waitFor();
  // What became of the paper is said last, printed or not; by then the slip is archived.
  await payers.getByText('打印').waitFor();
  await payers.getByText('中心编号').waitFor();
  await picture('settled-and-acknowledged');
  const settlement = await settlementOf(application, patient.name);
  return { settlement, slip: await slipOf(application, settlement.settlementId) };
}

/** The system's dialog cannot be driven from here, so it is answered as if the clerk had picked this file. */
export async function answerFileDialog({ electron }: Application, path: string): Promise<void> {
  await electron.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
  }, path);
}

/** Asks as the window that is signed in would, through its own bridge. */
export async function ask<Name extends RequestName>(
  { window }: Application,
  name: Name,
  input: RequestInput<Name>,
): Promise<RequestOutput<Name>> {
  const question: { readonly name: string; readonly input: unknown } = { name, input };
  const answer = await window.evaluate((asked) => {
    const { onestop } = globalThis as unknown as { onestop: AnyBridge };
    return onestop.request(asked.name, asked.input);
  }, question);
  if (!answer.ok) throw new Error(`${name} was refused: ${answer.error.code} ${answer.error.sentence}`);
  return answer.value as RequestOutput<Name>;
}

/** The bridge without its types, which Playwright's own cannot follow; the contract is checked behind it anyway. */
interface AnyBridge {
  request(name: string, input: unknown): Promise<Answer<unknown>>;
}

async function settlementOf(application: Application, personName: string): Promise<SettlementRecord> {
  const [newest] = await ask(application, 'settlements.list', { day: null, limit: 1 });
  if (newest?.personName !== personName) throw new Error('the newest settlement is not of this patient');
  return ask(application, 'settlements.get', { settlementId: newest.settlementId });
}

/** A slip as archived; copy 0 is the first print. The window gets bytes; here they arrive as a list of numbers. */
export async function slipOf(
  application: Application,
  settlementId: string,
  copyNumber = 0,
): Promise<JourneyEnd['slip']> {
  const copies = await ask(application, 'documents.list', { settlementId });
  const copy = copies.find((one) => one.copyNumber === copyNumber);
  if (copy === undefined) throw new Error(`copy ${copyNumber} of the slip was not archived`);
  const { pdf, sha256 } = await application.window.evaluate(async (documentId) => {
    const { onestop } = globalThis as unknown as { onestop: Bridge };
    const answer = await onestop.request('documents.pdf', { documentId });
    if (!answer.ok) throw new Error(answer.error.code);
    return { pdf: [...answer.value.pdf], sha256: answer.value.sha256 };
  }, copy.documentId);
  return { pdf: Uint8Array.from(pdf), sha256 };
}
