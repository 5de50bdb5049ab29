import { spawn } from 'node:child_process';
import { cupsMedia } from './paper.ts';
import { needOfPrinter } from './cups-state.ts';
import {
  failed,
  missingPrinter,
  type Printer,
  type PrinterName,
  type PrintOutcome,
  spooled,
  spooledBut,
  timedOut,
} from './printer.ts';

const listLimitMs = 5_000;
const printLimitMs = 20_000;
/** The paper is on its way already; nobody waits long for what else can be said. */
const stateLimitMs = 1_000;
const mostOutput = 100_000;

type End =
  | { readonly kind: 'ended'; readonly code: number | null; readonly output: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'timed_out' };

/** Printing through CUPS by its own programs `lpstat` and `lp`; the PDF goes through a pipe and never lies in a file of ours. */
export function cupsPrinter(limits: { readonly printLimitMs: number } = { printLimitMs }): Printer {
  return {
    list: destinations,
    print: async ({ pdf, paper, printer, title }) => {
      const known = await destinations();
      if (known.length === 0) return failed(noPrinters(printer));
      const missing = missingPrinter(printer, known);
      if (missing) return missing;
      const to = printer === null ? [] : ['-d', printer];
      // Without the medium and the scaling CUPS would fit the slip onto a Letter sheet.
      const options = ['-t', title, '-o', `media=${cupsMedia(paper)}`, '-o', 'print-scaling=none'];
      const end = await run('lp', [...to, ...options], limits.printLimitMs, pdf);
      if (end.kind === 'timed_out') return timedOut(limits.printLimitMs);
      if (end.kind === 'ended' && end.code === 0)
        return asTaken(await stateOf(printer ?? nameOfDefault(known)));
      return failed('打印服务没有接受这份单据，请检查打印机是否停用。');
    },
  };
}

function asTaken(state: string): PrintOutcome {
  const need = needOfPrinter(state);
  return need === undefined ? spooled : spooledBut(need);
}

function nameOfDefault(printers: readonly PrinterName[]): string | undefined {
  return printers.find(({ isDefault }) => isDefault)?.name;
}

/** What the print server says of a printer that is there; empty where it says nothing in time. */
async function stateOf(printer: string | undefined): Promise<string> {
  if (printer === undefined) return '';
  const end = await run('lpstat', ['-l', '-p', printer], stateLimitMs);
  return end.kind === 'ended' && end.code === 0 ? end.output : '';
}

function noPrinters(wanted: string | null): string {
  const which = wanted === null ? '' : `打印机“${wanted}”不存在：`;
  return `${which}本机没有可用的打印机（打印服务 CUPS 没有安装、没有运行或没有设置打印机），请联系信息科。`;
}

/** None where there is no CUPS or it does not answer. */
async function destinations(): Promise<PrinterName[]> {
  const [all, chosen] = await Promise.all([
    run('lpstat', ['-e'], listLimitMs),
    run('lpstat', ['-d'], listLimitMs),
  ]);
  if (all.kind !== 'ended' || all.code !== 0) return [];
  // "system default destination: NAME" in the language C
  const standard = chosen.kind === 'ended' ? /: (\S+)$/m.exec(chosen.output)?.[1] : undefined;
  return all.output
    .split('\n')
    .filter((name) => name !== '')
    .slice(0, 100)
    .map((name) => ({ name, isDefault: name === standard }));
}

function run(program: string, args: readonly string[], limitMs: number, input?: Uint8Array): Promise<End> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, LC_ALL: 'C' },
    });
    let output = '';
    const limit = setTimeout(() => {
      child.kill('SIGKILL');
      resolve({ kind: 'timed_out' });
    }, limitMs);
    const end = (value: End): void => {
      clearTimeout(limit);
      resolve(value);
    };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (output.length < mostOutput) output += text;
    });
    child.on('error', () => end({ kind: 'missing' }));
    child.on('close', (code) => end({ kind: 'ended', code, output }));
    // A program that ends before it read everything says so by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
