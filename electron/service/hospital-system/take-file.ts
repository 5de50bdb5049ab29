import path from 'node:path';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { feeLayout } from '../fees/columns.ts';
import { importFees } from '../fees/import-fees.ts';
import { stayOfFileName } from '../fees/stay-of-file.ts';
import { openTable } from '../tables/read.ts';
import { RowReader } from '../tables/row-reader.ts';
import { hashOfFile } from './seen-file.ts';

/**
 * Takes a file of the watched folder, once: the stay is found by the file's name or its column of admission numbers, the
 * file stays where it is. What is not taken is put down with its reason, once for each reason.
 */
export async function takeFeeFile(context: ServiceContext, actor: Actor, filePath: string): Promise<void> {
  const fileName = path.basename(filePath);
  const fileHash = await hashOfFile(context, filePath, stayOfFileName(context, fileName)?.stayId ?? '');
  if (isTaken(context, fileHash)) return;
  let stayId: string | null = null;
  try {
    stayId = await stayOfFile(context, filePath, fileName);
    await importFees(context, actor, stayId, filePath);
    record(context, { fileName, fileHash, stayId, refusal: undefined });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // A person was faster, or the program ended between the two: the stay has it.
    const refusal = error.code === 'fee_file_already_loaded' ? undefined : error;
    record(context, { fileName, fileHash, stayId, refusal });
  }
  context.publish('hospitalSystem.changed', {});
}

async function stayOfFile(context: ServiceContext, filePath: string, fileName: string): Promise<string> {
  const named = stayOfFileName(context, fileName);
  if (named !== undefined) return named.stayId;
  const number = await numberInFile(filePath);
  const found = statement<[string], { stayId: string }>(
    context.database,
    `SELECT id AS stayId FROM stay WHERE admission_number = ?
       AND NOT EXISTS (SELECT 1 FROM stay_cancellation WHERE stay_id = stay.id)`,
  ).get(number);
  if (found !== undefined) return found.stayId;
  throw new Refusal(
    'fee_file_stay_unknown',
    '看不出这份清单是哪次住院的：文件名要以住院号开头，或表里有“住院号”列；住院要先登记。改好后按“再看一遍”。',
  );
}

/** The admission number in the file's first row; empty where there is none. */
async function numberInFile(filePath: string): Promise<string> {
  const table = await openTable(filePath, feeLayout);
  for await (const [row] of table.batches()) {
    if (row !== undefined) return new RowReader(table, row).text('admissionNumber');
  }
  return '';
}

function isTaken({ database }: ServiceContext, fileHash: string): boolean {
  const sql = 'SELECT 1 AS found FROM incoming_fee_file WHERE file_hash = ? AND code IS NULL';
  return statement<[string], { found: 1 }>(database, sql).get(fileHash) !== undefined;
}

interface Looked {
  readonly fileName: string;
  readonly fileHash: string;
  readonly stayId: string | null;
  readonly refusal: Refusal | undefined;
}

function record(context: ServiceContext, { fileName, fileHash, stayId, refusal }: Looked): void {
  const { database, clock } = context;
  const last = statement<[string], { code: string | null }>(
    database,
    'SELECT code FROM incoming_fee_file WHERE file_hash = ? ORDER BY rowid DESC LIMIT 1',
  ).get(fileHash);
  if (refusal !== undefined && last?.code === refusal.code) return;
  statement<unknown[]>(
    database,
    `INSERT INTO incoming_fee_file (id, file_name, file_hash, stay_id, code, sentence, recorded_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    context.newId(),
    fileName,
    fileHash,
    stayId,
    refusal?.code ?? null,
    refusal?.sentence ?? null,
    clock.now().toISOString(),
  );
}
