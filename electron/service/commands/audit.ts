import path from 'node:path';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { readLogHead, writtenLogHead } from '../../../shared/audit/log-head.ts';
import { verifyAuditBeside } from '../audit/verify.ts';
import { databaseRefusal } from '../database/failure.ts';
import { traceOf } from '../fault.ts';
import { readSecrets } from './recover/secrets.ts';

/**
 * `npm run -s audit -- verify <data folder> [head]`: walks through the log of a hospital's file and changes nothing. The
 * recovery key comes in the first line of standard input. With `head`, exactly as a day sheet or the platform has it, that
 * row must stand in the log: a log that was cut off or written anew from the start is whole in itself. Ends with 0, with 1
 * when a row was changed, removed or moved, with 2 when it cannot be looked through.
 */
const wholeProblems = {
  head_missing: '日志不完整：这个日志末尾不在日志里，日志被截断或重写过。',
  archive_missing: '日志不完整：旧日志的存档文件（audit-archive-k….db）不在，或接不上。',
} as const;

process.exitCode = await run(process.argv.slice(2));

async function run([act, dataFolder, ...words]: readonly string[]): Promise<number> {
  const noted = words.length === 0 ? null : readLogHead(words.join(''));
  if (act !== 'verify' || dataFolder === undefined || noted === undefined) {
    console.error(
      'usage: npm run -s audit -- verify <data folder> [head]   (the recovery key on standard input)',
    );
    return 2;
  }
  try {
    const { keyHex } = await readSecrets(process.stdin, false);
    const file = path.join(dataFolder, 'hospital.db');
    const connection = { file, keyHex, nativeBinding: null, busyTimeoutMs: 5000 };
    const verdict = verifyAuditBeside({ connection, head: noted });
    if (verdict.ok) {
      console.log(
        `日志完整：共 ${verdict.rowCount} 条，日志末尾 ${writtenLogHead({ sequence: verdict.rowCount, hash: verdict.head })}`,
      );
      return 0;
    }
    console.log(
      'sequence' in verdict
        ? `日志不完整：第 ${verdict.sequence} 条（${verdict.problem}）`
        : wholeProblems[verdict.problem],
    );
    return 1;
  } catch (error) {
    const refusal = error instanceof Refusal ? error : databaseRefusal(error);
    console.error(refusal === undefined ? traceOf(error) : `${refusal.code}: ${refusal.sentence}`);
    return 2;
  }
}
