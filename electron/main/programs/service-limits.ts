/** How long the service may take, and how often it may die. */
export interface ServiceLimits {
  /** From the start to `opened`: migrations and the check of a large file take their time. */
  readonly openMs: number;
  /** The same where everything is written anew under another key first. */
  readonly rewriteMs: number;
  readonly closeMs: number;
  /** Restarts after a death within `restartSpanMs`; one more and the service stays down. */
  readonly restarts: number;
  readonly restartSpanMs: number;
  /** Doubled with every death within the span. */
  readonly firstRestartDelayMs: number;
}

export const usualLimits: ServiceLimits = {
  openMs: 300_000,
  rewriteMs: 3_600_000,
  closeMs: 10_000,
  restarts: 5,
  restartSpanMs: 600_000,
  firstRestartDelayMs: 100,
};
