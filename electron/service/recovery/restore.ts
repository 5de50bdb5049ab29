import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { stamp } from '../backups/name.ts';
import { appendAudit } from '../audit/audit.ts';
import type { ChainVerdict } from '../audit/verify.ts';
import { openDatabase } from '../database/open.ts';
import { sha256OfFile } from '../file-work/bytes.ts';
import { runFileJob } from '../file-work/file-work.ts';
import type { Tell } from '../file-work/jobs.ts';
import { doubtAllUndelivered } from '../outbox/doubt-all.ts';
import { keepUnknownHere } from './centre.ts';
import { contextOfFile, type RecoveryGround } from './ground.ts';
import { preparedFile, writeJournal } from './journal.ts';
import { type CodeUse, noteCodeUsed } from '../staff/one-time-code.ts';
import type { KeptRehearsal } from './rehearse.ts';

/** Who wants it, who agrees, and why. Both were checked before. */
export interface RestoreOrder {
  readonly rehearsal: KeptRehearsal;
  readonly reason: string;
  readonly login: string;
  readonly secondLogin: string;
  /** One-time codes of that file that were given for it; none where the present file is open and has used them up itself. */
  readonly codes?: readonly CodeUse[];
}

/**
 * Makes ready what the next start puts in place: the rehearsed copy, proved again, with its undelivered records in
 * doubt, what only the centre holds, and a line in its log that names the file that was set aside by its hash. Up to
 * the journal nothing has changed and anything may fail; from the journal on it is done, whatever happens. The caller
 * starts the service anew in both cases. Refuses as `prepareFile`.
 */
export async function restore(
  ground: RecoveryGround,
  order: RestoreOrder,
): Promise<{ readonly setAside: string | null }> {
  const { rehearsal } = order;
  const { connection, places, clock } = ground;
  const job = {
    copy: { ...connection, file: rehearsal.file },
    sha256: rehearsal.shown.sha256,
    dataFolder: places.dataFolder,
    auditMayBeBroken: rehearsal.auditMayBeBroken,
  };
  const tell: Tell = (progress) => ground.tell({ act: 'restore', ...progress });
  const { audit, attachmentsWhole } = await runFileJob('prepare', job, tell).result;
  await ground.closePresent();
  const setAside = existsSync(connection.file) ? `hospital-${stamp(clock.now())}.db` : null;
  const setAsideSha256 = setAside === null ? null : sha256OfFile(connection.file);
  const file = preparedFile(places.dataFolder);
  const database = openDatabase({ ...connection, file, clock });
  try {
    database
      .transaction(() =>
        writeFacts(ground, database, order, { setAside, setAsideSha256, audit, attachmentsWhole }),
      )
      .immediate();
  } finally {
    database.close();
  }
  writeJournal(places.dataFolder, { version: 1, setAside, sha256: sha256OfFile(file) });
  return { setAside };
}

interface Present {
  readonly setAside: string | null;
  readonly setAsideSha256: string | null;
  readonly audit: ChainVerdict;
  readonly attachmentsWhole: boolean;
}

function writeFacts(
  ground: RecoveryGround,
  database: Database,
  { rehearsal, reason, login, secondLogin, codes = [] }: RestoreOrder,
  { setAside, setAsideSha256, audit, attachmentsWhole }: Present,
): void {
  const { shown, centre } = rehearsal;
  const context = contextOfFile(ground, database);
  const [restorationId, now] = [ground.newId(), ground.clock.now().toISOString()];
  for (const use of codes) noteCodeUsed(database, use);
  const doubted = doubtAllUndelivered(database);
  keepUnknownHere(database, centre.unknownHere, ground.newId, now);
  const { settlements, reversals, payments, stays, presentReadable } = shown.lost;
  const lost = { settlements, reversals, payments, stays: stays.count, presentReadable };
  const source = `${shown.source.place}/${shown.source.fileName}`;
  database
    .prepare(
      `INSERT INTO restoration (id, restored_at, source, source_sha256, set_aside, set_aside_sha256, audit_verdict, lost,
         reason, login, second_login) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      restorationId,
      now,
      source,
      shown.sha256,
      setAside,
      setAsideSha256,
      JSON.stringify(audit),
      JSON.stringify(lost),
      reason,
      login,
      secondLogin,
    );
  appendAudit(context, undefined, 'recovery.restored', restorationId, {
    source,
    sourceSha256: shown.sha256,
    setAside,
    setAsideSha256,
    auditWhole: audit.ok,
    attachmentsWhole,
    lost,
    doubted,
    centreHolds: centre.unknownHere.length,
    reason,
    login,
    secondLogin,
  });
}
