import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { readRecoveryKey } from '../../../shared/recovery-key/recovery-key.ts';
import { databaseRefusal } from '../database/failure.ts';
import { diagnoseFile } from '../diagnostics/file-diagnosis.ts';
import { traceOf } from '../fault.ts';

/**
 * `node electron/service/commands/diagnostics.ts <data folder> < recovery-key`: looks through a hospital's file, changes
 * nothing, and writes what support may know of it as JSON to the terminal. The recovery key, as it stands on the paper,
 * comes on standard input, where no list of processes shows it. Exit code 1 when the file is not sound, 2 when it cannot
 * be looked through.
 */
process.exitCode = run(process.argv.slice(2));

function run([dataFolder]: readonly string[]): number {
  if (dataFolder === undefined) {
    console.error('usage: diagnostics <data folder>   (the recovery key on standard input)');
    return 2;
  }
  try {
    const keyHex = readRecoveryKey(readFileSync(0, 'utf8'));
    const file = path.join(dataFolder, 'hospital.db');
    const connection = { file, keyHex, nativeBinding: null, busyTimeoutMs: 5000 };
    const found = diagnoseFile({ connection, nowIso: new Date().toISOString() });
    console.log(JSON.stringify(found, undefined, 2));
    const { integrityCheck, foreignKeyCheck, audit, ledger } = found;
    const isSound = integrityCheck[0] === 'ok' && foreignKeyCheck.length === 0 && audit.isWhole;
    return isSound && ledger.sumsToZero && ledger.postingsOutOfBalance === 0 ? 0 : 1;
  } catch (error) {
    const refusal = error instanceof Refusal ? error : databaseRefusal(error);
    console.error(refusal === undefined ? traceOf(error) : `${refusal.code}: ${refusal.sentence}`);
    return 2;
  }
}
