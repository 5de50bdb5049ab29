import type { Answer, RefusalShape } from '../../../shared/contract/refusal.ts';

const mostCalls = 256;

interface Waiting {
  readonly settle: (answer: Answer<unknown>) => void;
  readonly timer: NodeJS.Timeout;
}

/** Requests under way to the service, each with its number and its time limit. */
export class PendingCalls {
  readonly #waiting = new Map<number, Waiting>();
  #lastCall = 0;

  /** Takes a number, hands it to `send` and waits for the answer; after `limitMs` a refusal is the answer. */
  ask(limitMs: number, send: (call: number) => void): Promise<Answer<unknown>> {
    if (this.#waiting.size >= mostCalls) {
      return Promise.resolve({
        ok: false,
        error: { code: 'too_many_requests', sentence: '窗口同时发出的请求太多，请稍候片刻再试。' },
      });
    }
    this.#lastCall += 1;
    const call = this.#lastCall;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.settle(call, { ok: false, error: timedOut(limitMs) }), limitMs);
      this.#waiting.set(call, { settle: resolve, timer });
      send(call);
    });
  }

  /** An answer to a call that nobody waits for any more is dropped. */
  settle(call: number, answer: Answer<unknown>): void {
    const waiting = this.#waiting.get(call);
    if (!waiting) return;
    this.#waiting.delete(call);
    clearTimeout(waiting.timer);
    waiting.settle(answer);
  }

  refuseAll(error: RefusalShape): void {
    for (const call of this.#waiting.keys()) this.settle(call, { ok: false, error });
  }
}

function timedOut(limitMs: number): RefusalShape {
  const seconds = Math.round(limitMs / 1000);
  return {
    code: 'service_timed_out',
    sentence: `后台服务${seconds}秒内没有答复，结果不明。请查看该笔是否已结算；同一操作可以再提交一次，不会重复记账。`,
  };
}
