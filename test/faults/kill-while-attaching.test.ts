import SqliteDatabase, { type Database } from 'better-sqlite3';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openContentFile } from '../../electron/service/attachments/content-file.ts';
import { testKeyHex } from '../service/harness/hospital.ts';
import { type PreparedHospital, prepareHospital } from './both-sides.ts';
import { ServiceGone, ServiceProcess } from './service-process.ts';

let prepared: PreparedHospital;
let service: ServiceProcess;
beforeEach(() => {
  prepared = prepareHospital(1);
});
afterEach(async () => {
  await service.close();
  rmSync(prepared.dataFolder, { recursive: true, force: true });
});

const { SqliteError } = SqliteDatabase;
const start = () => ServiceProcess.start(prepared.dataFolder, 'http://127.0.0.1:1/');
const megabytes = 19;
/** Main has put the path in its place by now. */
const token = 'a'.repeat(32);

/** Whether the file was free and is held now. */
function isHeld(content: Database): boolean {
  try {
    content.exec('BEGIN IMMEDIATE');
    return true;
  } catch (error) {
    if (error instanceof SqliteError && error.code === 'SQLITE_BUSY') return false;
    throw error;
  }
}

it('a paper whose service is killed while it is stored is not there, and is stored whole when it is chosen again', async () => {
  const stayId = prepared.stayIds[0]!;
  const paper = path.join(prepared.dataFolder, 'scan.jpg');
  const head = Buffer.from('ffd8ffe000104a46494600010100', 'hex');
  writeFileSync(paper, Buffer.concat([head, Buffer.alloc(megabytes << 20, 'of a scan')]));
  service = await start();
  const add = () =>
    service.request('attachments.add', { stayId, kind: 'id_card', fileToken: token }, 1, paper);
  const file = path.join(prepared.dataFolder, 'hospital.db');
  const content = openContentFile({ file, keyHex: testKeyHex, nativeBinding: null, busyTimeoutMs: 0 });
  const partCount = () =>
    content.prepare<[], number>('SELECT count(*) FROM attachment_part').pluck().get() ?? 0;
  const adding = add().catch((error: unknown) => error);
  // Asked for without a pause: the writer leaves the file alone only between two parts. With it nothing more is written.
  while (!(partCount() >= 2 && isHeld(content))) await setImmediate();
  await service.kill();
  expect(await adding).toBeInstanceOf(ServiceGone);
  content.exec('ROLLBACK');
  expect(partCount()).toBeLessThan(megabytes);

  service = await start();
  expect(await service.request('attachments.list', { stayId })).toEqual([]);
  const [stored, ...more] = await add();
  expect(more).toEqual([]);
  const { content: bytes } = await service.request('attachments.read', {
    attachmentId: stored!.attachmentId,
  });
  expect(bytes).toHaveLength((megabytes << 20) + head.length);
  content.close();
});
