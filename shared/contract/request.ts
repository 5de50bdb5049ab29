import type { z } from 'zod';

/** The five roles of the window. What each may do: the `allowed` of every request. */
export const roles = ['clerk', 'cashier_lead', 'finance', 'information_office', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** `anyone` needs no account; `signed_in` any account; else one of the roles named. */
export type Allowed = 'anyone' | 'signed_in' | readonly Role[];

/** `main` where Electron itself is needed (dialogs, printers); everything else is the service's. */
export type AnsweredBy = 'service' | 'main';

/**
 * One request of the contract: what goes in, what comes out, who may ask, and which process answers.
 * Handlers, the bridge, the client in the window and their types all derive from it; both ends check at run time.
 */
export interface RequestDefinition<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  By extends AnsweredBy = AnsweredBy,
  Who extends Allowed = Allowed,
> {
  readonly input: Input;
  readonly output: Output;
  readonly allowed: Who;
  readonly answeredBy: By;
}

/** Keeps the exact schemas in the type, so that a handler's input, output and actor are known to the compiler. */
export function request<
  Input extends z.ZodType,
  Output extends z.ZodType,
  const By extends AnsweredBy,
  const Who extends Allowed,
>(definition: RequestDefinition<Input, Output, By, Who>): RequestDefinition<Input, Output, By, Who> {
  return definition;
}
