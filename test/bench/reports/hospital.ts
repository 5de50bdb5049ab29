import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { projectFolder } from '../../../build/setup/dependencies.js';
import type { ServiceContext } from '../../../electron/service/context.ts';
import { newId } from '../../../electron/service/new-id.ts';
import { keyHex } from '../replay/scratch-year.ts';

const packsFolder = join(projectFolder, 'shared/policy/packs');

export function suixianPack(): { readonly text: string; readonly fileName: string } {
  const fileName = 'suixian-2020.yaml';
  return { text: readFileSync(join(packsFolder, fileName), 'utf8'), fileName };
}

/** What the service's functions work with, on an open scratch file. */
export function contextOf(database: Database): ServiceContext {
  return {
    database,
    clock: { now: () => new Date('2021-01-01T02:00:00.000Z') },
    connection: { file: database.name, keyHex, nativeBinding: null, busyTimeoutMs: 5000 },
    newId,
    publish: () => {},
    practice: false,
    dataFolder: '',
    packsFolder,
    practiceFolder: '',
    platformUrl: null,
    sessions: new Map(),
    wakeSender: () => {},
  };
}
