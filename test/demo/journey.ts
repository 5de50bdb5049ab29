import type { RequestInput, RequestName, RequestOutput } from '../../shared/contract/contract.ts';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { PaperName } from '../../shared/contract/documents/paper.ts';
import type { Answer } from '../../shared/contract/refusal.ts';
import type { SettlementRecord } from '../../shared/contract/settlements.ts';
import type { Application } from '../e2e/application/application.ts';
import { openPatient, signIn } from '../e2e/desk/clerk.ts';
import type { Album } from './album.ts';

/** Whose stay is settled. */
export interface Patient {
  readonly name: string;
  /** The fee list that the clerk loads for it; without one the stay has its fees already. */
  readonly feeFile?: string;
}

export interface JourneyEnd {
  readonly settlement: SettlementRecord;
  readonly slip: { readonly pdf: Uint8Array; readonly sha256: string };
}

/**
 * The main job as a clerk does it, by keyboard, in the real window: sign in, find the patient, load the fee list, look
 * at the trial and its reasons, settle, print, and wait until the platform has acknowledged. Each step leaves a picture.
 */
export async function settleAsClerk(
  application: Application,
  patient: Patient,
  album: Album,
): Promise<JourneyEnd> {
  const { window } = application;

  await window.getByText('练习账号').waitFor();
  await album(application, 'sign-in');
  await signIn(application, '1');

  await window.getByRole('combobox', { name: '查找患者' }).fill(patient.name);
  await window.getByRole('listbox', { name: '查到的人' }).waitFor();
  await album(application, 'patient');
  await openPatient(application, patient.name);

  if (patient.feeFile !== undefined) await loadFees(application, patient.feeFile);
  await payersOf(application).getByText('个人应付').waitFor();
  await album(application, 'trial');

  await window.keyboard.press('F5');
  await window.getByRole('region', { name: '为什么' }).waitFor();
  await album(application, 'reasons');
  await window.keyboard.press('F5');

  return confirmAndPrint(application, patient.name, { album });
}

/** F3, answered with this file. What comes of it is for the caller to await. */
export async function loadFees(application: Application, file: string): Promise<void> {
  await answerFileDialog(application, file);
  await application.window.keyboard.press('F3');
}

/** From the trial on the desk to the acknowledged settlement. */
export async function confirmAndPrint(
  application: Application,
  personName: string,
  choice: ConfirmChoice,
): Promise<JourneyEnd> {
  await confirmSettlement(application, choice);
  await payersOf(application).getByText('中心编号').waitFor();
  const person = application.window.getByRole('region', { name: '患者' });
  await person.getByText('已结算', { exact: true }).first().waitFor();
  await choice.album?.(application, 'settled');
  const settlement = await settlementOf(application, personName);
  return { settlement, slip: await slipOf(application, settlement.settlementId) };
}

interface ConfirmChoice {
  readonly album?: Album;
  readonly paper?: PaperName;
}

/** From the trial on the desk to the slip, whatever the centre says of it. */
export async function confirmSettlement(
  application: Application,
  { album, paper = 'A5' }: ConfirmChoice,
): Promise<void> {
  const payers = payersOf(application);
  await application.window.keyboard.press('F9');
  const confirmation = application.window.getByRole('dialog');
  await confirmation.getByText('确认结算并打印').waitFor();
  if (paper !== 'A5') await confirmation.getByLabel('纸张').selectOption(paper);
  await album?.(application, 'confirm');
  await confirmation.getByRole('button', { name: '确认结算并打印' }).click();

  await payers.getByText('✓ 已结算').waitFor();
  // What became of the paper is said last, printed or not; by then the slip is archived.
  await payers.getByText('打印').waitFor();
}

/** The zone of the desk that says who pays, and below it what became of the settlement. */
export function payersOf({ window }: Application) {
  return window.getByRole('region', { name: '谁来付' });
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

export async function settlementOf(application: Application, personName: string): Promise<SettlementRecord> {
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
  const copies = await ask(application, 'documents.list', { kind: 'slip', subjectId: settlementId });
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
