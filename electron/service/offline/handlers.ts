import path from 'node:path';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Handlers, HostHandlers } from '../context.ts';
import { exportPackage } from './export-package.ts';
import { importReceipt } from './import-receipt.ts';
import { listPackages } from './packages.ts';
import { readReceiptFile, verifyReceipt } from './receipt-file.ts';
import { withdrawPackage } from './withdraw.ts';

export const offlineHandlers: Pick<
  Handlers,
  'offline.importReceipt' | 'offline.packages' | 'offline.withdraw'
> = {
  'offline.importReceipt': async (context, { actor, filePath }) => {
    if (filePath === undefined) throw new Refusal('file_not_chosen', '请先选择回执文件。');
    const receipt = await verifyReceipt(context, await readReceiptFile(filePath));
    return importReceipt(context, actor, receipt, path.basename(filePath));
  },
  'offline.withdraw': (context, { input, actor }) => {
    withdrawPackage(context, actor, input);
    return {};
  },
  'offline.packages': (context) => ({ packages: listPackages(context) }),
};

export const offlineHostHandlers: Pick<HostHandlers, 'host.sealPackage' | 'host.withdrawPackage'> = {
  'host.sealPackage': async (context, { input, actor }) => {
    const sealed = await exportPackage(context, actor, input.after);
    return sealed === undefined ? null : { ...sealed, content: Buffer.from(sealed.content, 'utf8') };
  },
  'host.withdrawPackage': (context, { input, actor }) => {
    withdrawPackage(context, actor, input);
    return {};
  },
};
