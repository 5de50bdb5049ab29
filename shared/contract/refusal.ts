import type { z } from 'zod';
import type { problemSchema, refusalSchema } from './refusal-schema.ts';

export type Problem = z.infer<typeof problemSchema>;
export type RefusalShape = z.infer<typeof refusalSchema>;

/** Thrown by a service function that will not do what was asked. Nothing has been written when it is thrown. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  readonly sentence: string;
  readonly problems: readonly Problem[] | undefined;

  constructor(code: string, sentence: string, problems?: readonly Problem[]) {
    super(`${code}: ${sentence}`);
    this.code = code;
    this.sentence = sentence;
    this.problems = problems;
  }

  toShape(): RefusalShape {
    const { code, sentence, problems } = this;
    return problems === undefined ? { code, sentence } : { code, sentence, problems: problems.slice(0, 500) };
  }
}

/** Errors lose their own properties on the way to a window, so every answer is a plain value. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: RefusalShape };
