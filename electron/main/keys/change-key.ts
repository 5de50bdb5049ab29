import type { RequestInput, RequestOutput } from '../../../shared/contract/contract.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ServiceHost } from '../programs/service-host.ts';
import { type Log, traceOf } from '../start/log.ts';
import type { OpeningKey } from './opening-key.ts';

export interface KeyToChange {
  readonly service: Pick<ServiceHost, 'askAsHost'>;
  readonly key: Pick<OpeningKey, 'beginChange'>;
  readonly log: Log;
}

/**
 * Draws a new key for the file once two people agreed. It is kept by the machine before anything is encrypted with it; the
 * service then starts anew with both keys and rewrites what lies there (electron/service/keys/change-key.ts).
 * @throws Refusal from the service, or `key_not_kept`
 */
export async function changeKey(
  { service, key, log }: KeyToChange,
  windowId: number,
  { secondPerson }: RequestInput<'keys.changeKey'>,
): Promise<RequestOutput<'keys.changeKey'>> {
  const { approvalId } = await service.askAsHost(windowId, 'host.prepareKeyChange', { secondPerson });
  try {
    await key.beginChange();
  } catch (error) {
    log(`keys: a new key could not be kept: ${traceOf(error)}`);
    throw new Refusal(
      'key_not_kept',
      '新密钥没能存到本机，没有更换，数据没有改动。请检查磁盘空间和系统密钥环后再来。',
    );
  }
  log('keys: the key of the file is about to be changed');
  await service.askAsHost(windowId, 'host.beginKeyChange', { approvalId });
  return {
    sentence:
      '正在用新密钥重写全部数据，窗口会自动退回登录，请不要关机。重新登录后请马上打印新的恢复密钥；旧备份仍用旧密钥，旧的恢复密钥要和旧备份一起留着。',
  };
}
