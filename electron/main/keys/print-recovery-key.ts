import type { RequestInput, RequestOutput } from '../../../shared/contract/contract.ts';
import type { KeyPaper } from '../../../shared/contract/keys.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { keyFingerprint } from '../../../shared/recovery-key/fingerprint.ts';
import { recoveryKeyRows } from '../../../shared/recovery-key/recovery-key.ts';
import { type Paper, papers } from '../printing/paper.ts';
import { missingPrinter, type Printer, type PrintOutcome } from '../printing/printer.ts';
import type { ServiceHost } from '../programs/service-host.ts';
import type { OpeningKey } from './opening-key.ts';

/** What putting the key on paper needs, so that a test can put its own in place. */
export interface KeyPress {
  readonly service: Pick<ServiceHost, 'askAsHost'>;
  readonly key: Pick<OpeningKey, 'current'>;
  /** The paper as a whole static page. */
  renderKeyPaper(paper: KeyPaper, rows: readonly string[]): string;
  toPdf(html: string, paper: Paper): Promise<Uint8Array<ArrayBuffer>>;
  readonly printer: Printer;
  /** Throws away the hidden page on which the key stood. */
  forget(): void;
}

/**
 * Puts the key of the file on paper, with the word of two people, and nowhere else: it passes through no window, no
 * archive and no file of ours, only through memory and a pipe to the printer.
 * @throws Refusal `recovery_key_needs_printer`, and from the service (second person) or the page
 */
export async function printRecoveryKey(
  press: KeyPress,
  windowId: number,
  { printer, secondPerson }: RequestInput<'keys.printRecoveryKey'>,
): Promise<RequestOutput<'keys.printRecoveryKey'>> {
  const missing = missingPrinter(printer, await press.printer.list());
  if (missing) throw needsPrinter(missing);
  const { keyHex } = await press.key.current();
  const fingerprint = keyFingerprint(keyHex);
  const paper = await press.service.askAsHost(windowId, 'host.prepareKeyPaper', {
    fingerprint,
    secondPerson,
  });
  const { approvalId } = paper;
  const note = async (outcome: PrintOutcome['outcome']): Promise<void> => {
    await press.service.askAsHost(windowId, 'host.recordKeyPaper', { approvalId, outcome });
  };
  let printed: PrintOutcome;
  try {
    const html = press.renderKeyPaper(paper, recoveryKeyRows(keyHex));
    const pdf = await press.toPdf(html, papers.A4);
    // What stands in the printer's queue says nothing of what is printed.
    printed = await press.printer.print({ pdf, html, paper: papers.A4, printer, title: approvalId });
  } catch (error) {
    await note('failed');
    throw error;
  } finally {
    press.forget();
  }
  await note(printed.outcome);
  const { outcome, sentence } = printed;
  return { outcome, sentence: sentence + next[outcome] };
}

const next: Readonly<Record<PrintOutcome['outcome'], string>> = {
  spooled: '请两人一起取走纸张，再按“核对恢复密钥”从纸上输入一遍。',
  timed_out: '打出来了就取走并核对；没有打出来，请检查打印机、清掉等待的任务，再打印一次。',
  failed: '恢复密钥没有打印，也没有存到任何文件里；处理好打印机后再打印一次。',
};

/** A screen is no safe: it can be seen and photographed, and what was copied by hand has no second look. */
function needsPrinter({ sentence }: PrintOutcome): Refusal {
  return new Refusal(
    'recovery_key_needs_printer',
    `恢复密钥只能印在纸上，没有打印机就不能取出。${sentence}不在屏幕上显示，是因为屏幕会被旁人看见、拍照，手抄也容易出错。`,
  );
}
