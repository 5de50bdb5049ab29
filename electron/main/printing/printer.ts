import type { Paper } from './paper.ts';

export interface PrinterName {
  readonly name: string;
  readonly isDefault: boolean;
}

export interface PrintJob {
  readonly pdf: Uint8Array;
  /** The page the PDF was made of, for systems that print pages and not files. */
  readonly html: string;
  readonly paper: Paper;
  /** Null is the system's default. */
  readonly printer: string | null;
  /** What stands in the printer's queue: no personal data. */
  readonly title: string;
}

/** `spooled` says that the system took it, not that it lies in the tray. */
export interface PrintOutcome {
  readonly outcome: 'spooled' | 'failed' | 'timed_out';
  /** The printer took it and lacks something, such as paper. */
  readonly needsLook?: true;
  readonly sentence: string;
}

/** The printers of this machine, whatever the system. */
export interface Printer {
  list(): Promise<PrinterName[]>;
  /** Never throws for what a printer can do wrong: that is an outcome, and whoever prints says what follows from it. */
  print(job: PrintJob): Promise<PrintOutcome>;
}

/** Why there is no printer for a job, as an outcome; undefined if there is one. */
export function missingPrinter(
  wanted: string | null,
  printers: readonly PrinterName[],
): PrintOutcome | undefined {
  if (wanted !== null && !printers.some(({ name }) => name === wanted)) {
    const names = printers.map(({ name }) => name).slice(0, 10);
    const others = names.length === 0 ? '' : `现有：${names.join('、')}。`;
    return failed(
      `打印机“${wanted}”不存在：可能关机、被删除或改了名。${others}请另选一台，或在“打印设置”里改。`,
    );
  }
  if (wanted === null && !printers.some(({ isDefault }) => isDefault)) {
    return failed('本机没有默认打印机，请先选择打印机。');
  }
  return undefined;
}

/** @param why a whole sentence */
export function failed(why: string): PrintOutcome {
  return { outcome: 'failed', sentence: why };
}

export function timedOut(limitMs: number): PrintOutcome {
  const seconds = Math.round(limitMs / 1000);
  return {
    outcome: 'timed_out',
    sentence: `打印机${seconds}秒内没有响应，请看纸张是否已打出。`,
  };
}

export const spooled: PrintOutcome = { outcome: 'spooled', sentence: '已送打印机，请核对纸张。' };

/** @param need what the printer lacks, as a sentence */
export function spooledBut(need: string): PrintOutcome {
  return { outcome: 'spooled', needsLook: true, sentence: `已送打印机。${need}` };
}
