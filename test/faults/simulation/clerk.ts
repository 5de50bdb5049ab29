import type { RequestInput, RequestName, RequestOutput } from '../../../shared/contract/contract.ts';
import type { HostRequestInput, HostRequestName } from '../../../shared/contract/host.ts';
import type { Answer } from '../../../shared/contract/refusal.ts';
import { testPassword } from '../../service/harness/hospital.ts';
import type { Program } from './program.ts';

/** One request as it was made; it is made again in the same words until it is answered. */
export interface Asked {
  readonly name: RequestName | HostRequestName;
  readonly input: unknown;
  readonly filePath: string | null;
}

export function asked<Name extends RequestName>(
  name: Name,
  input: RequestInput<Name>,
  filePath: string | null = null,
): Asked {
  return { name, input, filePath };
}

export function askedByHost<Name extends HostRequestName>(name: Name, input: HostRequestInput<Name>): Asked {
  return { name, input, filePath: null };
}

/** What a clerk was told is done, for ever. */
export type Told =
  | {
      readonly name: 'settlements.settle' | 'settlements.reverse';
      readonly asked: Asked;
      readonly value: RequestOutput<'settlements.settle'>;
    }
  | {
      readonly name: 'corrections.runChain';
      readonly asked: Asked;
      readonly value: RequestOutput<'corrections.runChain'>;
    }
  | { readonly name: 'stays.open'; readonly asked: Asked; readonly value: RequestOutput<'stays.open'> };

/** Answers after which the same request is worth repeating as it is: nothing was decided. */
const passing = new Set(['database_unreadable', 'database_in_doubt', 'database_locked', 'not_signed_in']);

/** Somebody at one window. Whoever waits for an answer that never comes asks again. */
export class Clerk {
  readonly windowId: number;
  readonly login: string;
  /** Who approves for this clerk. */
  readonly second: { readonly login: string; readonly password: string };
  waiting: Asked | undefined;
  /** A trial that was shown and is not confirmed yet. */
  trial: RequestOutput<'settlements.trial'> | undefined;
  preview: RequestOutput<'corrections.previewChain'> | undefined;
  resend: Pick<RequestInput<'outbox.resend'>, 'outboxId' | 'previewHash'> | undefined;

  constructor(windowId: number, login: string, second: string) {
    this.windowId = windowId;
    this.login = login;
    this.second = { login: second, password: testPassword };
  }

  /** May work off the queue and carry sticks. */
  get leads(): boolean {
    return this.login === 'cashier_lead';
  }

  /**
   * Asks and waits. Undefined: the service went away, and what came of it is not known.
   * @throws when the answer is a fault of the program
   */
  async ask(program: Program, asked: Asked): Promise<Answer<unknown> | undefined> {
    this.waiting = asked;
    if (program.context.sessions.get(this.windowId) === undefined) {
      await program.ask(this.windowId, 'staff.signIn', { login: this.login, password: testPassword });
    }
    const answer = program.isAlive
      ? await program.ask(this.windowId, asked.name, asked.input, asked.filePath)
      : undefined;
    if (!program.isAlive || answer === undefined) return undefined;
    if (answer.ok || !passing.has(answer.error.code)) this.waiting = undefined;
    return answer;
  }

  /** The service is new: whatever was on the screen is looked up anew. */
  startOver(): void {
    this.trial = undefined;
    this.preview = undefined;
    this.resend = undefined;
  }
}
