import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Call, Handlers, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { sha256 } from '../hashing/canonical.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import { listInForce, type PolicyInForce, putIntoForce } from './in-force.ts';

export const policyHandlers: Pick<Handlers, 'policy.inForce' | 'policy.putIntoForce'> = {
  'policy.inForce': (context) => listInForce(context),
  'policy.putIntoForce': putFileIntoForce,
};

async function putFileIntoForce(
  context: ServiceContext,
  { input, actor, filePath }: Call<'policy.putIntoForce'>,
): Promise<PolicyInForce> {
  if (filePath === undefined) throw new Refusal('file_not_chosen', '请先选择政策文件。');
  const text = await readPolicyFile(filePath);
  const approval = await approve(context, actor, input.secondPerson, {
    act: 'policy.put_into_force',
    subjectId: sha256(text),
    reason: `自 ${input.fromDay} 起启用`,
  });
  const { fromDay, toDay, options } = input;
  return inTransaction(context.database, () => {
    const approvalId = recordApproval(context, approval);
    return putIntoForce(context, actor, {
      text,
      fileName: path.basename(filePath),
      fromDay,
      toDay,
      options,
      approvalId,
    });
  });
}

async function readPolicyFile(filePath: string): Promise<string> {
  let bytes: Buffer;
  try {
    const { size } = await stat(filePath);
    if (size > 4_000_000) throw new Refusal('policy_file_too_large', '政策文件太大，请检查是否选错了文件。');
    bytes = await readFile(filePath);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('file_unreadable', '政策文件读不出来，请检查文件是否还在、是否被别的程序占用。');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal('file_wrong_encoding', '政策文件不是 UTF-8 编码，请另存为 UTF-8 后再导入。');
  }
}
