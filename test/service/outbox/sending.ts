import { logHeadToSend } from '../../../electron/service/audit/head.ts';
import type { Sender, SenderParts } from '../../../electron/service/outbox/sender.ts';
import { startSender } from '../../../electron/service/outbox/sender.ts';
import { nationalPlatform } from '../../../electron/service/platform/platform.ts';
import { httpTransport } from '../../../electron/service/platform/transport.ts';
import { readHospital, today } from '../../../electron/service/hospital/settings.ts';
import type { TestHospital } from '../harness/hospital.ts';

export interface TestSender extends Sender {
  /** How long the sender chose to sleep, each time. */
  readonly sleeps: number[];
  /** The appointed time comes: the clock moves on to it, and the sender wakes. Waits until it is idle again. */
  passTime(): Promise<void>;
}

export interface OutboxState {
  readonly kind: string;
  readonly state: string;
  readonly attempts: number;
  readonly last_code: string | null;
  readonly last_reason: string | null;
  readonly next_attempt_at: string | null;
}

/** A sender whose time stands still until the test moves it, to a real platform over real HTTP. */
export function startTestSender(
  hospital: TestHospital,
  url: string,
  parts: Partial<SenderParts> & { readonly answerTimeoutMs?: number } = {},
): TestSender {
  const { context } = hospital;
  const sleeps: number[] = [];
  let wake = (): void => {};
  const { answerTimeoutMs = 5_000, ...others } = parts;
  const limits = { connectTimeoutMs: 2_000, answerTimeoutMs, answerBytes: 200_000 };
  const platform = nationalPlatform({
    hospital: readHospital(context, today(context)),
    transport: httpTransport(url, context.clock, limits),
    clock: context.clock,
    newId: () => context.newId(),
    logHead: () => logHeadToSend(context),
  });
  const sender = startSender(context, {
    platform: () => platform,
    random: () => 0.5,
    later: (delayMs, run) => {
      sleeps.push(delayMs);
      wake = () => {
        hospital.clock.advanceMs(delayMs);
        run();
      };
      return () => (wake = () => {});
    },
    ...others,
  });
  return {
    sleeps,
    wake: () => sender.wake(),
    probe: () => sender.probe(),
    stop: () => sender.stop(),
    idle: () => sender.idle(),
    passTime: async () => {
      wake();
      await sender.idle();
    },
  };
}

export function states(hospital: TestHospital): OutboxState[] {
  return hospital.context.database
    .prepare(
      'SELECT kind, state, attempts, last_code, last_reason, next_attempt_at FROM outbox ORDER BY sequence',
    )
    .all() as OutboxState[];
}

/** Every exchange in order: transaction and what came of it. */
export function attempts(hospital: TestHospital): string[] {
  const rows = hospital.context.database
    .prepare('SELECT transaction_code, outcome, code FROM outbox_attempt ORDER BY rowid')
    .all() as { transaction_code: string; outcome: string; code: string }[];
  return rows.map(({ transaction_code, outcome, code }) => `${transaction_code} ${outcome} ${code}`);
}
