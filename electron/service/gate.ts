import { type Answer, Refusal } from '../../shared/contract/refusal.ts';
import type { Allowed } from '../../shared/contract/request.ts';
import type { Session } from '../../shared/contract/staff.ts';
import { MoneyError } from '../../shared/money/fen.ts';
import { dayNobodyMeans } from '../../shared/contract/values.ts';
import type { z } from 'zod';
import { appendAudit } from './audit/audit.ts';
import type { Actor, ServiceContext } from './context.ts';
import { databaseRefusal } from './database/failure.ts';
import { noteRequestTime } from './diagnostics/request-times.ts';
import { traceOf } from './fault.ts';
import { sessionAt } from './staff/session.ts';

/** One request as main forwards it: nothing in it has been checked. */
export interface Asked {
  readonly windowId: number;
  readonly name: string;
  /** Asked by main itself, on behalf of that window. */
  readonly fromHost: boolean;
  readonly input: unknown;
  readonly filePath: string | null;
}

/** The handler is found by name, so the compiler cannot follow its input; the schemas on both sides of it do. */
export type AnyHandler = (
  context: ServiceContext,
  call: { input: unknown; actor: Actor | undefined; windowId: number; filePath: string | undefined },
) => unknown;

/** One request of the contract with what answers it. */
export interface Door {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly allowed: Allowed;
  readonly handler: AnyHandler;
}

/**
 * The one gate of the service: a known name (there is a door), an account that may ask, input as the contract says, the handler, output
 * as the contract says. Whatever happens comes back as a value; nothing is thrown.
 */
export async function passGate(
  context: ServiceContext,
  door: Door | undefined,
  asked: Asked,
): Promise<Answer<unknown>> {
  const startedAtMs = performance.now();
  let actor: Actor | undefined;
  try {
    if (door === undefined) throw unknownRequest();
    actor = requireAllowed(context, asked, door.allowed);
    const input = checkInput(door.input, asked.input);
    const { windowId, filePath } = asked;
    const output = await door.handler(context, { input, actor, windowId, filePath: filePath ?? undefined });
    return { ok: true, value: door.output.parse(output) };
  } catch (error) {
    noteSecondPersonRefused(context, actor, asked.name, error);
    return { ok: false, error: refusalOf(context, door && asked.name, error).toShape() };
  } finally {
    if (door !== undefined) noteRequestTime(context, asked.name, performance.now() - startedAtMs);
  }
}

/** Somebody tried to do with their own account, or with one that may not, what takes two. Whose password was wrong stands apart. */
function noteSecondPersonRefused(
  context: ServiceContext,
  actor: Actor | undefined,
  name: string,
  error: unknown,
): void {
  if (!(error instanceof Refusal) || !error.code.startsWith('second_person_')) return;
  appendAudit(context, actor, 'request.second_person_refused', null, { name, code: error.code });
}

export function unknownRequest(): Refusal {
  return new Refusal('request_unknown', '程序之间的请求不认识，请重新启动程序；仍然出现请联系信息科。');
}

/** What an account may ask that has to set up its one-time codes. */
const beforeCode: ReadonlySet<string> = new Set([
  'staff.changePassword',
  'staff.beginCode',
  'staff.confirmCode',
]);

/**
 * The account that sits at that window, where the request is open to it. Refuses `not_signed_in`, `password_change_due`,
 * `one_time_code_due` and `not_allowed`.
 */
export function requireAllowed(
  context: ServiceContext,
  { windowId, name }: Pick<Asked, 'windowId' | 'name'>,
  allowed: Allowed,
): Actor | undefined {
  const session = sessionAt(context, windowId);
  const actor = session === undefined ? undefined : actorOf(session, windowId);
  if (allowed === 'anyone') return actor;
  if (actor === undefined) {
    appendAudit(context, undefined, 'request.not_signed_in', null, { name, windowId });
    throw new Refusal('not_signed_in', '请先登录。');
  }
  if (session !== undefined && session.passwordDue !== null && name !== 'staff.changePassword') {
    throw new Refusal('password_change_due', '请先改密码，再办理业务。');
  }
  if (session !== undefined && session.codeDue && !beforeCode.has(name)) {
    throw new Refusal('one_time_code_due', '本院要求这个账号用一次性口令，请先设置，再办理业务。');
  }
  if (allowed !== 'signed_in' && !allowed.includes(actor.role)) {
    appendAudit(context, actor, 'request.not_allowed', null, { name, role: actor.role });
    throw new Refusal('not_allowed', '您的账号没有这项权限，请换有权限的账号操作。');
  }
  return actor;
}

function actorOf({ accountId, login, displayName, role }: Session, windowId: number): Actor {
  return { accountId, login, displayName, role, windowId };
}

function checkInput(schema: z.ZodType, input: unknown): unknown {
  const checked = schema.safeParse(input);
  if (checked.success) return checked.data;
  const { issues } = checked.error;
  const problems = issues.slice(0, 20).map((issue) => {
    const column = issue.path.map(String).join('.').slice(0, 100);
    return { line: 0, column, code: issue.code, sentence: '这一项缺少、格式不对或超出允许的范围。' };
  });
  if (issues.some((issue) => issue.code === 'custom' && issue.params?.['reason'] === dayNobodyMeans)) {
    const sentence = '有一个日期不是日历上的一天，或者年份不在 1800 到 2299 之间，请核对后重新填写。';
    throw new Refusal('date_not_plausible', sentence, problems);
  }
  throw new Refusal('input_not_valid', '填写的内容不符合要求，请检查后重新提交。', problems);
}

function refusalOf(context: ServiceContext, name: string | undefined, error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  // Sums beyond nine billion yuan, wherever they are met.
  if (error instanceof MoneyError) return new Refusal(error.code, error.message);
  const known = databaseRefusal(error);
  const number = context.newId().slice(-8);
  const code = known?.code ?? 'internal_error';
  console.error(`${code} ${number} in ${name ?? '?'}: ${traceOf(error)}`);
  return (
    known ??
    new Refusal('internal_error', `程序内部出错，本次操作没有保存。请联系信息科，错误编号 ${number}。`)
  );
}
