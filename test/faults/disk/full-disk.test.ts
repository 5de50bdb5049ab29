import { cpSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPrepared, type PreparedHospital, prepareHospital } from '../both-sides.ts';
import { checkFile } from '../simulation/invariants.ts';
import type { FailingCall } from './failing-calls-program.ts';
import { onDisk, scratchFolder } from './on-disk.ts';
import { readOnlyFolder, SmallDisk } from './small-disk.ts';
import { nothing, piecesIn, type SettleInput, Window } from './window.ts';

let prepared: PreparedHospital;
beforeAll(() => {
  prepared = prepareHospital(16);
});
afterAll(() => rmSync(prepared.dataFolder, { recursive: true, force: true }));

/** Enough for some settlements, and not for all. */
const leftBytes = 500_000;

/** Settles until the disk takes no more; what was told, and the request that was refused. */
async function settleUntilFull(window: Window) {
  const told: string[] = [];
  for (const stayId of prepared.stayIds) {
    const request: SettleInput = await window.tried(stayId);
    const answer = await window.ask('settlements.settle', request);
    if (!answer.ok) return { told, request, refused: answer.error };
    told.push(answer.value.settlementId);
  }
  throw new Error('the disk took everything');
}

describe('a disk that is full', () => {
  const disk = SmallDisk.mount(8_000_000);
  afterAll(() => disk?.unmount());

  it('refuses with a sentence, holds nothing half-done, and goes on when there is space', async () => {
    // Where no file system can be mounted, the disk under a program says the same, below.
    if (disk === undefined) return;
    const { folder } = disk;
    cpSync(prepared.dataFolder, folder, { recursive: true });
    const ballast = path.join(folder, 'ballast');
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(ballast, new Uint8Array(bavail * bsize - leftBytes));
    const window = new Window(folder);
    const { told, request, refused } = await settleUntilFull(window);
    expect(told.length).toBeGreaterThan(0);
    expect(refused).toMatchObject({
      code: 'database_full',
      sentence: expect.stringContaining('磁盘已满') as string,
    });
    expect(await window.ask('settlements.settle', request)).toMatchObject({ ok: false });
    expect(piecesIn(window.database)).toMatchObject({
      settlements: told.length,
      uploads: told.length,
      audits: told.length,
    });
    checkFile(window.database);
    rmSync(ballast);
    expect(await window.ask('settlements.settle', request)).toMatchObject({ ok: true });
    window.database.close();
    const reopened = openPrepared({ dataFolder: folder, stayIds: [] });
    expect(piecesIn(reopened)).toMatchObject({ settlements: told.length + 1, uploads: told.length + 1 });
    checkFile(reopened);
    reopened.close();
  });

  it.each([
    { fault: 'ENOSPC', code: 'database_full' },
    { fault: 'EIO', code: 'database_unreadable' },
    { fault: 'EROFS', code: 'database_unreadable' },
  ] as const)(
    'or that takes nothing any more ($fault) refuses the settlement, which is done once it takes it',
    async ({ fault, code }) => {
      const scratch = scratchFolder();
      const { report, done } = await onDisk(
        'failing-calls-program.ts',
        {
          preparedFolder: prepared.dataFolder,
          scratchFolder: scratch,
          stayId: prepared.stayIds[0],
          fault,
          times: 1_000_000,
          withCheckpoint: false,
          calls: [1],
        },
        path.join(scratch, 'hospital-'),
      );
      done();
      rmSync(scratch, { recursive: true, force: true });
      expect(report as FailingCall[]).toMatchObject([
        { answer: code, leftBehind: nothing, again: 'done', inTheEnd: { settlements: 1 }, integrity: 'ok' },
      ]);
    },
  );
});

describe('a folder that may not be written', () => {
  const place = readOnlyFolder();
  afterAll(() => place.remove());

  it('is refused before anything is changed, and opens when it may be written again', () => {
    cpSync(prepared.dataFolder, place.folder, { recursive: true });
    const before = readFileSync(path.join(place.folder, 'hospital.db'));
    place.set('ro');
    expect(() => new Window(place.folder)).toThrow(
      expect.objectContaining({ code: 'database_read_only' }) as Error,
    );
    expect(readFileSync(path.join(place.folder, 'hospital.db')).equals(before)).toBe(true);
    place.set('rw');
    new Window(place.folder).database.close();
  });
});
