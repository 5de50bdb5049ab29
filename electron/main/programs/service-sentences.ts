import type { RefusalShape } from '../../../shared/contract/refusal.ts';

/* What people read while the service is away. */

export const interrupted: RefusalShape = {
  code: 'service_interrupted',
  sentence:
    '后台服务中断，正在重新启动，刚才的操作结果不明。请查看该笔是否已结算；同一操作可以再提交一次，不会重复记账。',
};

export const keepsStopping: RefusalShape = {
  code: 'service_stopped',
  sentence:
    '后台服务多次中断，已停止重启。已结算的数据都已保存。请退出并重新打开本程序；仍不行时请联系信息科。',
};

export const startsAnew = '正在换用选定的数据文件或更换密钥，数据多时要几分钟。请稍候，不要关机。';

export const closing: RefusalShape = { code: 'closing', sentence: '程序正在退出，不再受理新的操作。' };
