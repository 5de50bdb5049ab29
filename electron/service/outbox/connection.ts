import type { UploadSummary } from '../../../shared/contract/hospital.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { Exchange, Setback } from '../platform/outcome.ts';

export type Connection = UploadSummary['platform'];

/**
 * What one exchange says about the platform as a whole. A record that it refuses, or a code nobody knows, concerns
 * that record; silence, HTTP errors, nonsense and "later" concern all, and the sender pauses.
 */
export function connectionOf(
  outcome: 'accepted' | Setback['outcome'],
  code: Exchange['code'],
): Exclude<Connection, 'not_asked'> {
  if (outcome === 'not_reached' || code === 'no_answer') return 'unreachable';
  if (outcome === 'retry' || outcome === 'sign_in' || code === 'nonsense' || code.startsWith('http_')) {
    return 'refusing';
  }
  return 'connected';
}

/** How the platform answered last, as the kept attempts tell. */
export function lastConnection(context: ServiceContext): Connection {
  const row = statement<[], { outcome: 'accepted' | Setback['outcome']; code: string | null }>(
    context.database,
    `SELECT outcome, code FROM outbox_attempt WHERE outcome <> 'interrupted' ORDER BY rowid DESC LIMIT 1`,
  ).get();
  return row === undefined ? 'not_asked' : connectionOf(row.outcome, row.code ?? '');
}
