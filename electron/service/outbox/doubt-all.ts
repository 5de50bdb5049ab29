import type { Database } from 'better-sqlite3';

/**
 * After a copy was put in place: whatever it had not delivered may have been delivered since, so every such row is in
 * doubt and asked about before anything is sent. Returns how many. Called inside the caller's transaction.
 */
export function doubtAllUndelivered(database: Database): number {
  return database
    .prepare(
      `UPDATE outbox SET state = 'unknown', next_attempt_at = NULL
       WHERE closed_at IS NULL AND state IN ('pending', 'sending')`,
    )
    .run().changes;
}
