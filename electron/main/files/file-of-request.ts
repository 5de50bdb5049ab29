import type { RequestInput, RequestName } from '../../../shared/contract/contract.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { fileTokenSchema } from '../../../shared/contract/values.ts';
import type { FilePurpose, FileTokens } from './file-tokens.ts';

type RequestWithFile = {
  [Name in RequestName]: RequestInput<Name> extends { fileToken: string } ? Name : never;
}[RequestName];

/** What the file of a request must have been chosen for; a request that takes a file and is missing does not compile. */
const purposes: Readonly<Record<RequestWithFile, FilePurpose>> = {
  'roster.import': 'roster',
  'catalogue.import': 'catalogue',
  'hospitalSystem.watchFolder': 'folder',
  'stays.importFees': 'fees',
  'reconciliation.peek': 'statement',
  'reconciliation.takeIn': 'statement',
  'designated.import': 'designated',
  'attachments.add': 'attachment',
  'policy.putIntoForce': 'policy',
  'workbench.openFile': 'policy',
  'fundClaims.importReply': 'claim_reply',
  'offline.importReceipt': 'receipt',
  'parameters.setBackupFolder': 'folder',
};

/**
 * The path of the file that a request names by its token; null for a request that takes no file.
 * @throws Refusal `file_not_chosen`
 */
export function fileBehind(
  tokens: FileTokens,
  windowId: number,
  name: RequestName,
  input: unknown,
): string | null {
  if (!takesFile(name)) return null;
  const token = fileTokenSchema.safeParse((input as { fileToken?: unknown } | null | undefined)?.fileToken);
  const path = token.success ? tokens.pathOf(token.data, windowId, purposes[name]) : undefined;
  if (path === undefined) {
    throw new Refusal('file_not_chosen', '所选文件已失效（超过30分钟或窗口已重开），请重新选择文件。');
  }
  return path;
}

function takesFile(name: RequestName): name is RequestWithFile {
  return Object.hasOwn(purposes, name);
}
