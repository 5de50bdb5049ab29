import type { RequestOutput } from '../../../shared/contract/contract.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { keyFingerprint } from '../../../shared/recovery-key/fingerprint.ts';
import { readRecoveryKey } from '../../../shared/recovery-key/recovery-key.ts';
import type { ServiceHost } from '../programs/service-host.ts';
import { type Log, traceOf } from '../start/log.ts';
import type { OpeningKey } from './opening-key.ts';

export interface LockedFile {
  readonly service: Pick<ServiceHost, 'whyNotOpen' | 'openAgain'>;
  readonly key: Pick<OpeningKey, 'tryTyped' | 'withdrawTyped' | 'keepTyped'>;
  readonly log: Log;
  readonly nowMs?: () => number;
}

/** What a key from paper helps against; anything else that keeps a file closed it does not mend. */
const missingKey: ReadonlySet<string> = new Set([
  'key_missing',
  'key_locked',
  'key_unreadable',
  'database_wrong_key',
]);

const mostTries = 5;
const triesSpanMs = 60_000;

/**
 * Opens a file whose key this machine has lost, by the key from paper. Nothing is made anew: the service opens what is
 * there or refuses. A key that opened the file is kept from then on, beside whatever was kept before.
 * @returns a function that throws Refusal `recovery_key_too_often`, `recovery_key_not_needed`, as `readRecoveryKey`,
 *   `recovery_key_of_another_file`, `recovery_key_not_kept`, or whatever else keeps the file closed
 */
export function opensWithRecoveryKey(
  file: LockedFile,
): (text: string) => Promise<RequestOutput<'keys.openWithRecoveryKey'>> {
  const { service, key, log, nowMs = Date.now } = file;
  let tries: number[] = [];
  return async (text) => {
    const trouble = await service.whyNotOpen();
    if (trouble === null || !missingKey.has(trouble.code)) throw notNeeded();
    tries = tries.filter((at) => at > nowMs() - triesSpanMs);
    const [oldest] = tries;
    if (oldest !== undefined && tries.length >= mostTries) throw tooOften(oldest + triesSpanMs - nowMs());
    tries.push(nowMs());
    const keyHex = readRecoveryKey(text);
    key.tryTyped(keyHex);
    const refusal = await service.openAgain();
    if (refusal === null) {
      await keep(file);
      log('keys: the file was opened with the recovery key');
      return {};
    }
    log(`keys: the recovery key did not open the file: ${refusal.code}`);
    // Any other refusal comes after the key or says nothing of it: it stays in memory for the next attempt.
    if (refusal.code !== 'database_wrong_key') throw new Refusal(refusal.code, refusal.sentence);
    key.withdrawTyped();
    throw ofAnotherFile(keyHex);
  };
}

async function keep({ key, log }: LockedFile): Promise<void> {
  try {
    await key.keepTyped();
  } catch (error) {
    log(`keys: the recovery key could not be kept: ${traceOf(error)}`);
    throw new Refusal(
      'recovery_key_not_kept',
      '数据文件已用恢复密钥打开，可以办理业务；但密钥没能存到本机，下次启动还要再输入一次。请信息科检查磁盘空间和权限。',
    );
  }
}

function notNeeded(): Refusal {
  return new Refusal(
    'recovery_key_not_needed',
    '现在用不上恢复密钥：数据文件已经打开，或打不开的原因不是密钥。请按“再试一次”，照画面上的原因处理。',
  );
}

function tooOften(waitMs: number): Refusal {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new Refusal(
    'recovery_key_too_often',
    `恢复密钥一分钟内最多试 ${mostTries} 次，请 ${seconds} 秒后再试。`,
  );
}

function ofAnotherFile(keyHex: string): Refusal {
  return new Refusal(
    'recovery_key_of_another_file',
    `输入的每一行都对（指纹 ${keyFingerprint(keyHex)}），但打不开这个数据文件：这张纸是另一个数据文件的，或数据文件的开头已损坏。请核对纸上的医院名称，换对的那张纸；都对时请从备份恢复。数据没有改动。`,
  );
}
