import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { SecondPerson } from '../../../shared/contract/values.ts';
import type { Actor, Call, Handlers, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { sha256 } from '../hashing/canonical.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import { listInForce, type NewPolicy, type PolicyInForce, putIntoForce } from './in-force.ts';

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
  const { secondPerson, fromDay, toDay, options } = input;
  const policy = { text, fileName: path.basename(filePath), fromDay, toDay, options };
  return putIntoForceByTwo(context, actor, secondPerson, policy);
}

/**
 * Puts a pack into force with the approval of a second person. `asHash`, where given, is what the two saw: a pack that
 * has another hash by now, because one it extends has changed, is refused with `policy_changed`.
 */
export async function putIntoForceByTwo(
  context: ServiceContext,
  actor: Actor,
  secondPerson: SecondPerson,
  policy: Omit<NewPolicy, 'approvalId'>,
  asHash?: string,
): Promise<PolicyInForce> {
  const approval = await approve(context, actor, secondPerson, {
    act: 'policy.put_into_force',
    subjectId: sha256(policy.text),
    reason: `自 ${policy.fromDay} 起启用`,
  });
  return inTransaction(context.database, () => {
    const approvalId = recordApproval(context, approval);
    const act = putIntoForce(context, actor, { ...policy, approvalId });
    if (asHash === undefined || act.packHash === asHash) return act;
    throw new Refusal(
      'policy_changed',
      '它所继承的政策包在打开之后变了，没有启用。请重新打开、看过效果后再启用。',
    );
  });
}

export async function readPolicyFile(filePath: string): Promise<string> {
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
