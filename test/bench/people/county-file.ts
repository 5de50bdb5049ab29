import { startCheckpointer } from '../../../electron/service/database/checkpoints/checkpointer.ts';
import { importRoster } from '../../../electron/service/roster/import.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { openTestHospital } from '../../service/harness/hospital.ts';

export interface CountyFileOrder {
  readonly dataFolder: string;
  readonly rosterFile: string;
}

/** An encrypted hospital file with everybody of a roster in it. */
async function makeCountyFile({ dataFolder, rosterFile }: CountyFileOrder): Promise<void> {
  const hospital = openTestHospital({ dataFolder, nowIso: new Date().toISOString() });
  const stop = startCheckpointer({ connection: hospital.context.connection, everyMs: 1000 });
  await importRoster(hospital.context, hospital.actor('information_office'), {
    filePath: rosterFile,
    asOfDay: '2026-11-01' as LocalDate,
    leaveOutRefused: false,
  });
  await stop();
  hospital.context.database.pragma('wal_checkpoint(TRUNCATE)');
  hospital.context.database.close();
}

// A process of its own, so that nothing of it is in the memory of those who search.
if (import.meta.main) await makeCountyFile(JSON.parse(process.argv[2] ?? '') as CountyFileOrder);
