import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyAudit } from '../../../electron/service/audit/verify.ts';
import { today, writeProofSection } from '../../proof/section.ts';
import { openPrepared, type PreparedHospital, prepareHospital } from '../both-sides.ts';
import { seededRandom } from '../seeded-random.ts';
import { checkFile } from '../simulation/invariants.ts';
import { readJournal } from '../shim/shim.ts';
import { DiskImages, type Unflushed } from './images.ts';
import { onDisk, scratchFolder } from './on-disk.ts';
import type { ToldDone } from './power-loss-program.ts';

const full = process.env['ONESTOP_FULL'] === '1';
const settlementCount = full ? 60 : 6;
const random = seededRandom(20200310);

let prepared: PreparedHospital;
let scratch: string;
beforeAll(() => {
  prepared = prepareHospital(settlementCount);
  scratch = scratchFolder();
});
afterAll(() => {
  rmSync(prepared.dataFolder, { recursive: true, force: true });
  rmSync(scratch, { recursive: true, force: true });
});

/** Settles everything on a disk that keeps a journal; what was told, and the disk at every moment. */
async function settleAll() {
  const dataFolder = path.join(scratch, 'data/');
  cpSync(prepared.dataFolder, dataFolder, { recursive: true });
  const { report, disk, done } = await onDisk(
    'power-loss-program.ts',
    { dataFolder, stayIds: prepared.stayIds, checkpointPages: 60 },
    dataFolder,
    { journal: true },
  );
  const entries = readJournal(disk.journalFile).filter(({ file }) => /^hospital\.db(-wal)?$/.test(file));
  done();
  const images = new DiskImages(prepared.dataFolder, ['hospital.db'], entries);
  return { told: report as ToldDone[], entries, images };
}

/** Opens the files as the power left them and looks for everything that was told to be done by then. */
function expectKept(
  images: DiskImages,
  calls: number,
  unflushed: Unflushed,
  told: readonly ToldDone[],
): void {
  const folder = path.join(scratch, 'image');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  images.write(folder, calls, unflushed);
  const database = openPrepared({ dataFolder: folder, stayIds: [] });
  try {
    const known = database
      .prepare(
        'SELECT id AS settlementId, total_fen AS totalFen, personal_fen AS personalFen FROM settlement',
      )
      .all();
    const lost = told.filter(({ settlementId }) =>
      known.every((row) => (row as ToldDone).settlementId !== settlementId),
    );
    expect(lost, `told and lost after call ${calls}`).toEqual([]);
    for (const { journalPosition: _, ...settlement } of told) expect(known).toContainEqual(settlement);
    checkFile(database);
    expect(verifyAudit(database)).toMatchObject({ ok: true });
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  } finally {
    database.close();
  }
}

it(
  `the power fails at every flush of ${settlementCount} settlements, and whatever was not flushed is lost, there or in part: what was told is there`,
  { timeout: full ? 60 * 60_000 : 5 * 60_000 },
  async () => {
    const { told, entries, images } = await settleAll();
    expect(told).toHaveLength(settlementCount);
    const flushes = [...entries.keys()].filter((index) => entries[index]!.kind === 'flush');
    const files = new Set(flushes.map((index) => entries[index]!.file));
    expect([...files].sort()).toEqual(['hospital.db', 'hospital.db-wal']);
    let imageCount = 0;
    const partly: Unflushed = (write) => seededRandom(write + imageCount)() < 0.5;
    const tryAt = (calls: number, unflushed: Unflushed): void => {
      const position = entries[calls - 1]?.position ?? 0;
      // A flush itself takes no byte of a file, so the moment before the next call belongs to it.
      const next = entries[calls]?.position ?? Number.POSITIVE_INFINITY;
      const by = told.filter(({ journalPosition }) => journalPosition <= position || journalPosition < next);
      imageCount += 1;
      expectKept(images, calls, unflushed, by);
    };
    for (const index of flushes) {
      // Just before the flush: nothing, everything or half of what it was to bring.
      for (const unflushed of ['none', 'all', partly] as const) tryAt(index, unflushed);
      tryAt(index + 1, 'none');
      if (!full) continue;
      for (let moment = 0; moment < 10; moment += 1) {
        tryAt(Math.floor(random() * entries.length), partly);
      }
    }
    tryAt(entries.length, 'none');
    expect(imageCount).toBeGreaterThan(4 * settlementCount);
    if (full) {
      writeProofSection('Power loss', [
        '',
        `On ${today()}: ${settlementCount} settlements with ${entries.length} calls to the disk, ${flushes.length} of them`,
        `flushes; ${imageCount} images of the disk were opened, and each held every settlement that was told to be done.`,
      ]);
    }
  },
);
