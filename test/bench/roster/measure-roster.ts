import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { say } from '../../../build/setup/progress.js';
import { bundledProgram } from '../bundled-program.ts';
import { figure, table } from '../table.ts';
import type { Floor } from './floor.ts';
import type { ImportOrder, ImportReport, ImportSeen } from './import-program.ts';
import { headings, rowOf, writeRoster } from './roster-file.ts';

const personCount = 1_000_000;
const xlsxCount = 100_000;
const largestMb = 500;

/** Seconds at most for a roster of a million rows, and for a workbook of a hundred thousand. */
const limits = { csv: 20, xlsx: 6 };

/**
 * A roster of a million people comes into an empty encrypted file, then one that says something else of one in a hundred
 * and leaves one in two hundred out; a workbook of a hundred thousand comes into another file. All checks are made.
 * True when no limit is passed.
 */
export async function measureRoster(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'onestop-roster-'));
  try {
    say('Writing the rosters.');
    const [first, second, workbook] = ['first.csv', 'second.csv', 'roster.xlsx'].map((name) =>
      join(folder, name),
    );
    await writeRoster(first ?? '', { personCount });
    await writeRoster(second ?? '', { personCount, changedEvery: 100, absentEvery: 200 });
    await writeWorkbook(workbook ?? '');
    const csv = await runImports({
      dataFolder: join(folder, 'csv'),
      files: [first ?? '', second ?? ''],
      peerFile: null,
      measuresFloor: true,
    });
    const xlsx = await runImports({
      dataFolder: join(folder, 'xlsx'),
      files: [workbook ?? ''],
      peerFile: null,
      measuresFloor: false,
    });
    const peer = await runImports({
      dataFolder: join(folder, 'peer'),
      files: [],
      peerFile: first ?? '',
      measuresFloor: false,
    });
    return report([...csv.imports, ...xlsx.imports], csv.floor, peer.peerSeconds);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeWorkbook(file: string): Promise<void> {
  const rows = Array.from(
    { length: xlsxCount },
    (_, index) => rowOf(index, { personCount: xlsxCount }) ?? [],
  );
  await writeFile(
    file,
    await writeXlsx({ sheets: [{ name: '名册', rows: [headings.split(','), ...rows] }] }),
  );
}

async function runImports(order: ImportOrder): Promise<ImportReport> {
  const program = await bundledProgram('test/bench/roster/import-program.ts');
  const child = fork(program, [JSON.stringify(order)], { serialization: 'advanced' });
  const ended = once(child, 'exit').then(() => [undefined]);
  const [seen] = (await Promise.race([once(child, 'message'), ended])) as [ImportReport | undefined];
  if (seen === undefined) throw new Error('the import ended without a report');
  await ended;
  return seen;
}

function report(imports: readonly ImportSeen[], floor: Floor | null, peerSeconds: number): boolean {
  const titles = ['1,000,000 rows, first', '1,000,000 rows, 1 % new content', '100,000 rows of a workbook'];
  const mostSeconds = [limits.csv, limits.csv, limits.xlsx];
  const lines = imports.map((seen, index) => [
    titles[index] ?? '',
    figure(seen.seconds),
    figure(seen.processorSeconds),
    figure(seen.peakMb),
    figure(seen.waitMs99),
    figure(seen.longestWaitMs),
    index < 2 ? figure(seen.seconds / peerSeconds) : '',
    `${mostSeconds[index] ?? 0}`,
  ]);
  const head = [
    'import',
    's',
    'processor s',
    'peak MB',
    'clerk waits ms, 99th',
    'longest',
    'times the peer',
    'limit s',
  ];
  say(table(head, lines));
  say(`The peer (papaparse into one plain table with one index, nothing checked): ${figure(peerSeconds)} s`);
  if (floor !== null) {
    const { parsingSeconds, insertingSeconds, bindingSeconds } = floor;
    const ratio = (imports[0]?.processorSeconds ?? 0) / (parsingSeconds + insertingSeconds);
    say(
      `The floor of the first: papaparse alone ${figure(parsingSeconds)} s and bare inserts of its rows into the same ` +
        `tables and indexes ${figure(insertingSeconds)} s of the processor; the import costs ${figure(ratio)} times that`,
    );
    say(
      `The same rows through the driver, which one thread has to do alone: ${figure(bindingSeconds)} s of the processor`,
    );
  }
  const reached = imports.every(
    ({ seconds, peakMb }, index) => seconds <= (mostSeconds[index] ?? 0) && peakMb <= largestMb,
  );
  say(
    `At most ${limits.csv} s, ${limits.xlsx} s and ${largestMb} MB: ${reached ? 'reached' : 'NOT REACHED'}`,
  );
  return reached;
}
