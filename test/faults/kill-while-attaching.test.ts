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

const start = () => ServiceProcess.start(prepared.dataFolder, 'http://127.0.0.1:1/');
const megabytes = 19;
/** Main has put the path in its place by now. */
const token = 'a'.repeat(32);

it('a paper whose service is killed while it is stored is not there, and is stored whole when it is chosen again', async () => {
  const stayId = prepared.stayIds[0]!;
  const paper = path.join(prepared.dataFolder, 'scan.jpg');
  const head = Buffer.from('ffd8ffe000104a46494600010100', 'hex');
  writeFileSync(paper, Buffer.concat([head, Buffer.alloc(megabytes << 20, 'of a scan')]));
  service = await start();
  const add = () =>
    service.request('attachments.add', { stayId, kind: 'id_card', fileToken: token }, 1, paper);
  const file = path.join(prepared.dataFolder, 'hospital.db');
  const content = openContentFile({ file, keyHex: testKeyHex, nativeBinding: null, busyTimeoutMs: 5000 });
  const partCount = () =>
    content.prepare<[], number>('SELECT count(*) FROM attachment_part').pluck().get() ?? 0;
  const adding = add().catch((error: unknown) => error);
  while (partCount() < 2) await setImmediate();
  // From here on nothing more of it is written.
  content.exec('BEGIN IMMEDIATE');
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
