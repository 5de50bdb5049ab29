import { type RequestName, requests } from '../../shared/contract/contract.ts';
import { hostRequests } from '../../shared/contract/host.ts';
import { type Answer, Refusal } from '../../shared/contract/refusal.ts';
import type { Allowed } from '../../shared/contract/request.ts';
import { MoneyError } from '../../shared/money/fen.ts';
import type { z } from 'zod';
import { appendAudit } from './audit/audit.ts';
import type { Actor, Handlers, HostHandlers, ServiceContext } from './context.ts';
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

/** Every handler there is. `host.authorize` is the gate's own: it only asks what the gate asks of every request. */
export interface AllHandlers {
  readonly window: Handlers;
  readonly host: Omit<HostHandlers, 'host.authorize'>;
}

/** The handler is found by name, so the compiler cannot follow its input; the schemas on both sides of it do. */
type AnyHandler = (
  context: ServiceContext,
  call: { input: unknown; actor: Actor | undefined; windowId: number; filePath: string | undefined },
) => unknown;

interface Door {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly allowed: Allowed;
  readonly handler: AnyHandler;
}

/**
 * The one gate of the service: a known name, an account that may ask, input as the contract says, the handler, output
 * as the contract says. Whatever happens comes back as a value; nothing is thrown.
 */
export async function answer(
  context: ServiceContext,
  handlers: AllHandlers,
  asked: Asked,
): Promise<Answer<unknown>> {
  const startedAtMs = performance.now();
  try {
    const door = findDoor(context, handlers, asked);
    const actor = requireAllowed(context, asked, door.allowed);
    const input = checkInput(door.input, asked.input);
    const { windowId, filePath } = asked;
    const output = await door.handler(context, { input, actor, windowId, filePath: filePath ?? undefined });
    return { ok: true, value: door.output.parse(output) };
  } catch (error) {
    return { ok: false, error: refusalOf(context, asked, error).toShape() };
  } finally {
    if (isKnown(asked.name)) noteRequestTime(context, asked.name, performance.now() - startedAtMs);
  }
}

function findDoor(context: ServiceContext, handlers: AllHandlers, { name, fromHost, windowId }: Asked): Door {
  if (fromHost && Object.hasOwn(hostRequests, name)) {
    const { input, output } = hostRequests[name as keyof typeof hostRequests];
    if (name === 'host.authorize') {
      const handler: AnyHandler = (_, call) =>
        authorize(context, windowId, (call.input as { name: string }).name);
      return { input, output, allowed: 'signed_in', handler };
    }
    const hostName = name as keyof AllHandlers['host'];
    const handler = handlers.host[hostName] as unknown as AnyHandler;
    return { input, output, allowed: requests[askedFor[hostName]].allowed, handler };
  }
  if (!fromHost && Object.hasOwn(requests, name) && Object.hasOwn(handlers.window, name)) {
    const { input, output, allowed } = requests[name as keyof Handlers];
    return {
      input,
      output,
      allowed,
      handler: handlers.window[name as keyof Handlers] as unknown as AnyHandler,
    };
  }
  throw new Refusal('request_unknown', '程序之间的请求不认识，请重新启动程序；仍然出现请联系信息科。');
}

/** What the window asked of main, which asks us on its behalf. */
const askedFor = {
  'host.prepareDocument': 'documents.print',
  'host.archiveDocument': 'documents.print',
  'host.recordPrint': 'documents.print',
  'host.documentPdf': 'documents.save',
  'host.replayTable': 'workbench.saveReplay',
  'host.reportTable': 'reports.save',
  'host.reconciliationTable': 'reconciliation.save',
  'host.dayClosesTable': 'dayClose.save',
  'host.sealPackage': 'offline.export',
  'host.withdrawPackage': 'offline.export',
  'host.prepareKeyPaper': 'keys.printRecoveryKey',
  'host.recordKeyPaper': 'keys.printRecoveryKey',
  'host.recordKeyTest': 'keys.testRecoveryKey',
  'host.diagnostics': 'diagnostics.save',
  'host.fundClaimTable': 'fundClaims.saveList',
  'host.voucherTable': 'fundClaims.saveVouchers',
} as const satisfies Record<keyof AllHandlers['host'], RequestName>;

/** May this window's session make that request? For what main answers itself. */
function authorize(context: ServiceContext, windowId: number, name: string): Record<string, never> {
  if (!Object.hasOwn(requests, name)) {
    throw new Refusal('request_unknown', '程序之间的请求不认识，请重新启动程序；仍然出现请联系信息科。');
  }
  requireAllowed(context, { windowId, name }, requests[name as keyof typeof requests].allowed);
  return {};
}

function requireAllowed(
  context: ServiceContext,
  { windowId, name }: Pick<Asked, 'windowId' | 'name'>,
  allowed: Allowed,
): Actor | undefined {
  const session = sessionAt(context, windowId);
  const actor = session === undefined ? undefined : { ...session, windowId };
  if (allowed === 'anyone') return actor;
  if (actor === undefined) {
    appendAudit(context, undefined, 'request.not_signed_in', null, { name, windowId });
    throw new Refusal('not_signed_in', '请先登录。');
  }
  if (allowed !== 'signed_in' && !allowed.includes(actor.role)) {
    appendAudit(context, actor, 'request.not_allowed', null, { name, role: actor.role });
    throw new Refusal('not_allowed', '您的账号没有这项权限，请换有权限的账号操作。');
  }
  return actor;
}

function checkInput(schema: z.ZodType, input: unknown): unknown {
  const checked = schema.safeParse(input);
  if (checked.success) return checked.data;
  const problems = checked.error.issues.slice(0, 20).map((issue) => {
    const column = issue.path.map(String).join('.').slice(0, 100);
    return { line: 0, column, code: issue.code, sentence: '这一项缺少、格式不对或超出允许的范围。' };
  });
  throw new Refusal('input_not_valid', '填写的内容不符合要求，请检查后重新提交。', problems);
}

function refusalOf(context: ServiceContext, { name }: Asked, error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  // Sums beyond nine billion yuan, wherever they are met.
  if (error instanceof MoneyError) return new Refusal(error.code, error.message);
  const known = databaseRefusal(error);
  const number = context.newId().slice(-8);
  const code = known?.code ?? 'internal_error';
  console.error(`${code} ${number} in ${isKnown(name) ? name : '?'}: ${traceOf(error)}`);
  return (
    known ??
    new Refusal('internal_error', `程序内部出错，本次操作没有保存。请联系信息科，错误编号 ${number}。`)
  );
}

function isKnown(name: string): boolean {
  return Object.hasOwn(requests, name) || Object.hasOwn(hostRequests, name);
}
