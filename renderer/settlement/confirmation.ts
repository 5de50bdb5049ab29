import { v7 } from 'uuid';
import { Refusal } from '../../shared/contract/refusal.ts';

/** Refusals after which nobody knows whether the act was done: the same id has to ask again. */
const unanswered: ReadonlySet<string> = new Set([
  'service_interrupted',
  'service_stopped',
  'service_timed_out',
  'answer_not_understood',
  'database_in_doubt',
  'not_signed_in',
]);

export function leavesOpen(error: unknown): boolean {
  return error instanceof Refusal && unanswered.has(error.code);
}

/**
 * One act that moves money. Pressing twice sends once; a lost answer is asked for again under the same id and with the
 * same content, so that the service gives the first answer back; a refusal lets the next press be a new act; once done
 * it stays done.
 */
export class Confirmation<Input, Value> {
  readonly #send: (requestId: string, input: Input) => Promise<Value>;
  #open: { readonly requestId: string; readonly input: Input } | undefined;
  #answer: Promise<Value> | undefined;

  constructor(send: (requestId: string, input: Input) => Promise<Value>) {
    this.#send = send;
  }

  confirm(input: Input): Promise<Value> {
    this.#answer ??= this.#ask(input);
    return this.#answer;
  }

  async #ask(input: Input): Promise<Value> {
    this.#open ??= { requestId: v7(), input };
    try {
      return await this.#send(this.#open.requestId, this.#open.input);
    } catch (error) {
      if (!leavesOpen(error)) this.#open = undefined;
      this.#answer = undefined;
      throw error;
    }
  }
}
