import { Refusal } from '../../../shared/contract/refusal.ts';
import type { HospitalSystemState } from '../../../shared/contract/hospital-system.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readSetting, today, writeSetting } from '../hospital/settings.ts';
import { hasToken } from './token.ts';
import { takeFeeFile } from './take-file.ts';
import { type FolderPace, type FolderWatch, watchFolder } from './watch-folder.ts';

/** The watch of each open file, if its hospital has a folder. */
const watches = new WeakMap<object, FolderWatch>();
const listedFiles = 200;

/** Watches the folder of the settings, if there is one. Returns what ends it. */
export function startFeeFolder(context: ServiceContext, pace?: FolderPace): () => Promise<void> {
  watchAgain(context, pace);
  return async () => {
    await watches.get(context.database)?.stop();
    watches.delete(context.database);
  };
}

/** Takes fee files from that folder from now on, in the name of who said so. */
export async function setFeeFolder(
  context: ServiceContext,
  actor: Actor,
  folder: string | null,
  pace?: FolderPace,
): Promise<HospitalSystemState> {
  writeSetting(context, actor, 'feeFolder', folder, today(context));
  await watches.get(context.database)?.stop();
  watches.delete(context.database);
  watchAgain(context, pace);
  return hospitalSystemState(context);
}

/** Refuses `fee_folder_not_set`. */
export async function lookAgain(context: ServiceContext): Promise<void> {
  const watch = watches.get(context.database);
  if (watch === undefined) throw new Refusal('fee_folder_not_set', '还没有选定费用文件夹，请先选择。');
  await watch.lookAgain();
}

export function hospitalSystemState(context: ServiceContext): HospitalSystemState {
  const taken = statement<[], { count: number }>(
    context.database,
    'SELECT count(*) AS count FROM incoming_fee_file WHERE code IS NULL',
  ).get();
  return {
    folder: readSetting(context, 'feeFolder'),
    watch: watches.get(context.database)?.state() ?? 'off',
    query: readSetting(context, 'feeQuery'),
    chargeQuery: readSetting(context, 'chargeQuery'),
    hasToken: hasToken(context),
    takenCount: taken?.count ?? 0,
    refused: listRefused(context),
  };
}

/** What lies there untaken: a file that was taken since, or refused for another reason, shows its last state. */
function listRefused({ database }: ServiceContext): HospitalSystemState['refused'] {
  return statement<[], HospitalSystemState['refused'][number]>(
    database,
    `SELECT file_name AS fileName, code, sentence, recorded_at AS recordedAt FROM incoming_fee_file AS last
     WHERE code IS NOT NULL AND NOT EXISTS (SELECT 1 FROM incoming_fee_file AS later
       WHERE later.file_hash = last.file_hash AND later.rowid > last.rowid)
       AND NOT EXISTS (SELECT 1 FROM incoming_fee_file AS later
         WHERE later.file_name = last.file_name AND later.rowid > last.rowid)
     ORDER BY rowid DESC LIMIT ${listedFiles}`,
  ).all();
}

function watchAgain(context: ServiceContext, pace?: FolderPace): void {
  const folder = readSetting(context, 'feeFolder');
  const actor = whoChoseTheFolder(context);
  if (folder === null || actor === undefined) return;
  watches.set(
    context.database,
    watchFolder(folder, (file) => takeFeeFile(context, actor, file), pace),
  );
}

/** What comes by folder is recorded in the name of the one who said that it comes. */
function whoChoseTheFolder({ database }: ServiceContext): Actor | undefined {
  const row = statement<[], Omit<Actor, 'windowId'>>(
    database,
    `SELECT account.id AS accountId, login, display_name AS displayName, 'information_office' AS role
     FROM setting JOIN staff_account AS account ON account.id = setting.recorded_by
     WHERE name = 'feeFolder' ORDER BY setting.rowid DESC LIMIT 1`,
  ).get();
  return row === undefined ? undefined : { ...row, windowId: 0 };
}
