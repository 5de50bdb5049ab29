import type { Database } from 'better-sqlite3';
import type { ServiceDiagnostics } from '../../../shared/contract/diagnostics.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { readPragma } from '../database/connection.ts';
import { runFileJob } from '../file-work/file-work.ts';
import { uploadSummary } from '../outbox/summary.ts';
import { plainSentence } from './plain.ts';
import { requestTimes } from './request-times.ts';
import { settingsShown } from './settings-shown.ts';

/** Everything support may know of this file and this service, and nothing of anybody. That it was taken is in the log. */
export async function gatherDiagnostics(context: ServiceContext, actor: Actor): Promise<ServiceDiagnostics> {
  appendAudit(context, actor, 'diagnostics.taken', null, {});
  return {
    at: context.clock.now().toISOString(),
    practice: context.practice,
    node: process.version,
    uptimeSeconds: Math.round(process.uptime()),
    memoryBytes: process.memoryUsage.rss(),
    settings: settingsShown(context),
    platform: uploadSummary(context).platform,
    pragmas: pragmas(context.database),
    requests: requestTimes(context),
    ...(await fileDiagnosis(context)),
  };
}

/** A file that is damaged where nobody looked yet is what the rest of the diagnostics is needed for. */
async function fileDiagnosis(
  context: ServiceContext,
): Promise<Pick<ServiceDiagnostics, 'file' | 'fileRefusal'>> {
  const { connection, clock } = context;
  try {
    const order = { connection, nowIso: clock.now().toISOString() };
    return { file: await runFileJob('diagnose', order).result, fileRefusal: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { file: null, fileRefusal: error.code };
  }
}

const shownPragmas = [
  'journal_mode',
  'synchronous',
  'foreign_keys',
  'trusted_schema',
  'cell_size_check',
  'temp_store',
  'wal_autocheckpoint',
  'page_size',
  'page_count',
  'freelist_count',
  'auto_vacuum',
  'encoding',
  'application_id',
  'cipher',
] as const;

function pragmas(database: Database): ServiceDiagnostics['pragmas'] {
  return Object.fromEntries(
    shownPragmas.map((name) => {
      const value = readPragma(database, name);
      return [name, typeof value === 'number' ? value : plainSentence(value)];
    }),
  );
}
