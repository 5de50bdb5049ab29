import { serialize } from 'node:v8';
import type { RequestName } from '../../../shared/contract/contract.ts';
import { definitionOf } from '../../../shared/contract/definition.ts';
import { type Answer, Refusal, type RefusalShape } from '../../../shared/contract/refusal.ts';
import type { RequestDefinition } from '../../../shared/contract/request.ts';
import type { FileTokens } from '../files/file-tokens.ts';
import { type Log, traceOf } from '../start/log.ts';
import type { ServiceHost } from '../programs/service-host.ts';
import { fileBehind } from '../files/file-of-request.ts';
import type { MainHandlers, MainRequestName } from './main-handlers.ts';

export interface GateOptions {
  readonly service: Pick<ServiceHost, 'request' | 'askAsHost'>;
  /** Loaded when the first of them is needed. */
  readonly handlers: () => Promise<MainHandlers>;
  readonly tokens: FileTokens;
  readonly log: Log;
}

const largestInputBytes = 2_000_000;
const mostCallsOfAWindow = 64;

/**
 * Every request of every window passes here: known name, limited size, limited number; then the service answers it,
 * or main where Electron itself is needed. Who is signed in and may ask what is the service's to say in both cases.
 */
export class Gate {
  readonly #options: GateOptions;
  readonly #underWay = new Map<number, number>();
  #answered = 0;

  constructor(options: GateOptions) {
    this.#options = options;
  }

  /** True when a window has asked something and nothing is under way. */
  get isQuiet(): boolean {
    return this.#answered > 0 && this.#underWay.size === 0;
  }

  /** @param windowId the window that asks; null if the sender is not the page of one of our windows */
  async answer(windowId: number | null, name: unknown, input: unknown): Promise<Answer<unknown>> {
    if (windowId === null) return refused('sender_refused', '只受理本程序窗口的请求。');
    if (typeof name !== 'string') return unknownRequest();
    const underWay = this.#underWay.get(windowId) ?? 0;
    if (underWay >= mostCallsOfAWindow) {
      return refused('too_many_requests', '窗口同时发出的请求太多，请稍候片刻再试。');
    }
    if (isTooLarge(input)) return refused('input_too_large', '提交的内容太大，请分次提交。');
    this.#underWay.set(windowId, underWay + 1);
    try {
      return await this.#pass(windowId, name, input);
    } catch (error) {
      return { ok: false, error: this.#shapeOf(error, name) };
    } finally {
      this.#answered += 1;
      const left = (this.#underWay.get(windowId) ?? 1) - 1;
      if (left > 0) this.#underWay.set(windowId, left);
      else this.#underWay.delete(windowId);
    }
  }

  async #pass(windowId: number, name: string, input: unknown): Promise<Answer<unknown>> {
    const definition = await definitionOf(name);
    if (definition === undefined) return unknownRequest();
    if (definition.answeredBy === 'main') {
      return {
        ok: true,
        value: await this.#answerHere(windowId, name as MainRequestName, definition, input),
      };
    }
    const { service, tokens } = this.#options;
    return service.request(windowId, name, input, fileBehind(tokens, windowId, name as RequestName, input));
  }

  async #answerHere(
    windowId: number,
    name: MainRequestName,
    definition: RequestDefinition,
    input: unknown,
  ): Promise<unknown> {
    const checked = definition.input.safeParse(input);
    if (!checked.success) throw new Refusal('input_not_valid', '提交的内容不符合要求，请检查后重试。');
    // What anyone may ask is asked before anybody can sign in, also while no service is there to say who may.
    if (definition.allowed !== 'anyone') {
      await this.#options.service.askAsHost(windowId, 'host.authorize', { name });
    }
    const handlers = await this.#options.handlers();
    const handler = handlers[name] as (call: { windowId: number; input: unknown }) => unknown;
    return definition.output.parse(await handler({ windowId, input: checked.data }));
  }

  #shapeOf(error: unknown, name: string): RefusalShape {
    if (error instanceof Refusal) return error.toShape();
    this.#options.log(`gate: ${name}: ${traceOf(error)}`);
    return {
      code: 'internal_error',
      sentence: '程序内部出错，这一步没有完成。请重试；仍不行时请联系信息科。',
    };
  }
}

/** What cannot be measured cannot be sent on either. */
function isTooLarge(input: unknown): boolean {
  try {
    return serialize(input).byteLength > largestInputBytes;
  } catch {
    return true;
  }
}

function unknownRequest(): { ok: false; error: RefusalShape } {
  return refused('request_unknown', '程序内部请求不存在，请更新程序。');
}

function refused(code: string, sentence: string): { ok: false; error: RefusalShape } {
  return { ok: false, error: { code, sentence } };
}
