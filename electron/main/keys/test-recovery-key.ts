import { timingSafeEqual } from 'node:crypto';
import type { RequestInput, RequestOutput } from '../../../shared/contract/contract.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { keyFingerprint } from '../../../shared/recovery-key/fingerprint.ts';
import { readRecoveryKey } from '../../../shared/recovery-key/recovery-key.ts';
import type { KeyPress } from './print-recovery-key.ts';

/**
 * Compares what somebody typed off a paper with the key of the file. That it was tried is a fact either way; a typing
 * error, which shows in its row, is none.
 * @throws Refusal as `readRecoveryKey`, `recovery_key_of_another_file`, and from the service
 */
export async function testRecoveryKey(
  { service, key }: Pick<KeyPress, 'service' | 'key'>,
  windowId: number,
  { text }: RequestInput<'keys.testRecoveryKey'>,
): Promise<RequestOutput<'keys.testRecoveryKey'>> {
  const typed = readRecoveryKey(text);
  const { keyHex } = await key.current();
  await service.askAsHost(windowId, 'host.recordKeyTest', { fingerprint: keyFingerprint(typed) });
  if (timingSafeEqual(Buffer.from(typed), Buffer.from(keyHex))) return {};
  throw new Refusal(
    'recovery_key_of_another_file',
    `输入的每一行都对，但这张纸上的恢复密钥不是这个数据文件的：纸上的指纹应为 ${keyFingerprint(keyHex)}。请换对的那张纸，或重新打印。`,
  );
}
