import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { bringContent } from '../attachments/content-file.ts';
import { bringArchive } from '../audit/archive-file.ts';
import { type ChainVerdict, verifyAudit } from '../audit/verify.ts';
import type { ConnectionOptions } from '../database/connection.ts';
import { openDatabase } from '../database/open.ts';
import { traceOf } from '../fault.ts';
import { copyDurably, sizeOf } from '../file-work/bytes.ts';
import type { Tell } from '../file-work/jobs.ts';
import { auditBroken } from './compare.ts';
import { preparedFile, restoringFolder } from './journal.ts';

export interface PrepareOrder {
  readonly copy: ConnectionOptions;
  /** What the rehearsal saw. */
  readonly sha256: string;
  readonly dataFolder: string;
  readonly auditMayBeBroken: boolean;
}

export interface PreparedFile {
  /** All papers of the copy lie here. One that does not is said where it is opened. */
  readonly attachmentsWhole: boolean;
  readonly audit: ChainVerdict;
}

/**
 * Lays a copy of the chosen file beside the present one, at the newest version and proved once more. Nothing is in
 * place yet: without a journal the next start throws it away. Refuses `rehearsal_outdated`, `backup_audit_broken`, and
 * as opening does.
 */
export function prepareFile(order: PrepareOrder, tell: Tell): PreparedFile {
  const folder = restoringFolder(order.dataFolder);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = preparedFile(order.dataFolder);
  const total = sizeOf(order.copy.file) ?? 0;
  const copied = copyDurably(order.copy.file, file, (done) => tell({ step: 'preparing', done, total }));
  if (copied !== order.sha256) throw rehearsalOutdated();
  const database = openDatabase({ ...order.copy, file, clock: { now: () => new Date() } });
  try {
    const audit = verifyAudit(database);
    if (!audit.ok && !order.auditMayBeBroken) throw auditBroken();
    return { audit, attachmentsWhole: areAttachmentsWhole(order) };
  } finally {
    database.close();
    // Of a step of the schema: the copy it would come from lies untouched where it was chosen.
    rmSync(path.join(folder, 'backups'), { recursive: true, force: true });
  }
}

/**
 * Attached papers are only ever added, so those of the copy join what lies here. Damaged ones do not stand in the way of
 * the hospital's own file.
 */
function areAttachmentsWhole({ copy, dataFolder }: PrepareOrder): boolean {
  try {
    const beside = { ...copy, file: path.join(dataFolder, 'hospital.db') };
    bringArchive(copy, beside);
    return bringContent(copy, beside).damagedCount === 0;
  } catch (error) {
    console.error(`the attached papers of a copy could not be brought: ${traceOf(error)}`);
    return false;
  }
}

export function rehearsalOutdated(): Refusal {
  return new Refusal('rehearsal_outdated', '演练之后情况有变化，没有换用。请重新演练，看过结果后再确认。');
}
