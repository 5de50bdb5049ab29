import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CheckResult } from '../../../shared/contract/documents/check.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { formatYuan } from '../../../shared/money/fen.ts';
import { connectReadOnly } from '../database/connection.ts';
import { databaseRefusal } from '../database/failure.ts';
import { checkCode, checkPdf } from '../documents/check.ts';
import { traceOf } from '../fault.ts';
import { sha256 } from '../hashing/canonical.ts';
import { readSecrets } from './recover/secrets.ts';

/**
 * `npm run -s verify -- <slip> [--data-folder <folder>]`: is this slip ours, and as it was made? `<slip>` is a PDF file,
 * which is compared with the archive byte for byte, or the text of the check code as it was scanned or typed. Standard
 * input gives the recovery key in its first line; the file is read and not changed. Ends with 0 when genuine, with 1 when
 * altered or unknown, with 2 when asked wrongly or the file does not open.
 */
const usage = `usage: npm run -s verify -- <slip> [--data-folder <folder>]
slip: a PDF file, or the check code: the text of the QR code, or "<number> <sixteen characters>"
first line of standard input: the recovery key`;
const largestPdfBytes = 20_000_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'data-folder': { type: 'string' } },
});
process.exitCode = await main(positionals.join(' '));

async function main(slip: string): Promise<number> {
  const file = path.join(values['data-folder'] ?? usualDataFolder(), 'hospital.db');
  if (slip === '' || !existsSync(file)) {
    console.error(slip === '' ? usage : `${usage}\nno hospital.db: ${file}`);
    return 2;
  }
  try {
    const { keyHex } = await readSecrets(process.stdin, false);
    const database = connectReadOnly({ file, keyHex, nativeBinding: null, busyTimeoutMs: 5000 });
    try {
      const result = existsSync(slip) ? checkPdf(database, sha256(readPdf(slip))) : checkCode(database, slip);
      console.log(inWords(result));
      return result.verdict === 'genuine' ? 0 : 1;
    } finally {
      database.close();
    }
  } catch (error) {
    const refusal = error instanceof Refusal ? error : databaseRefusal(error);
    console.error(refusal === undefined ? traceOf(error) : `${refusal.code}: ${refusal.sentence}`);
    return 2;
  }
}

function readPdf(file: string): Uint8Array {
  if (statSync(file).size > largestPdfBytes) {
    throw new Refusal('check_pdf_too_large', '这个文件超过 20 MB，不是本窗口的单据。');
  }
  return readFileSync(file);
}

function inWords({ verdict, sentence, slip, differences }: CheckResult): string {
  const lines = [`${verdict}: ${sentence}`];
  if (slip !== null) {
    const { number, personName, settledOn, totalFen, personalFen } = slip;
    lines.push(
      `${number} ${personName} ${settledOn} 总费用 ${formatYuan(totalFen)} 个人应付 ${formatYuan(personalFen)}`,
    );
  }
  for (const { what, onPaper, inFile } of differences) lines.push(`${what}：单上 ${onPaper}，记录 ${inFile}`);
  return lines.join('\n');
}

/** Where the application keeps the practice hospital (electron/main/start); a real one is named by its folder. */
function usualDataFolder(): string {
  const folder =
    process.platform === 'win32'
      ? (process.env['APPDATA'] ?? path.join(homedir(), 'AppData', 'Roaming'))
      : (process.env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config'));
  return path.join(folder, 'onestop-window', 'practice');
}
