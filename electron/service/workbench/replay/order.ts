import type { Comparison, ReplaySource } from '../../../../shared/contract/replay.ts';
import type { Policy } from '../../../../shared/engine/policy.ts';
import type { Loser } from './detail.ts';
import type { ConnectionOptions } from '../../database/connection.ts';

/** What the replay's thread is told when it starts. Policies are plain data, so they travel as they are. */
export interface ReplayOrder {
  /** Its own connection to the hospital's file, for reading. */
  readonly connection: ConnectionOptions;
  readonly source: ReplaySource;
  /** Null compares with what was settled. */
  readonly before: Policy | null;
  readonly after: Policy;
  /** Titles of all layers of all packs concerned, in the order in which they pay. */
  readonly titles: readonly (readonly [layer: string, title: string])[];
  /** Null where only sums are wanted. */
  readonly detail: { readonly abovePercent: number } | null;
  readonly names: Pick<Comparison, 'beforeTitle' | 'afterTitle'>;
}

/** What it says back. */
export type ReplayReport =
  | { readonly kind: 'counted'; readonly totalCount: number }
  | { readonly kind: 'settled'; readonly settledCount: number }
  | {
      readonly kind: 'done';
      readonly settledCount: number;
      readonly comparison: Comparison;
      readonly losers: readonly Loser[];
    };
