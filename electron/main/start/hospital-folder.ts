import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandLine } from './command-line.ts';

export interface HospitalFolder {
  readonly dataFolder: string;
  readonly practice: boolean;
  /** Where the practice hospital's platform keeps what was uploaded to it. */
  readonly platformFolder: string;
}

/** Which hospital opens: the one named on the command line, else the practice hospital. */
export function hospitalFolder(
  { dataFolder, freshPractice }: Pick<CommandLine, 'dataFolder' | 'freshPractice'>,
  userDataFolder: string,
): HospitalFolder {
  const practiceFolder = join(userDataFolder, 'practice');
  const platformFolder = join(userDataFolder, 'practice-platform');
  if (dataFolder !== null) return { dataFolder, practice: false, platformFolder };
  if (freshPractice) {
    for (const folder of [practiceFolder, platformFolder]) rmSync(folder, { recursive: true, force: true });
  }
  return { dataFolder: practiceFolder, practice: true, platformFolder };
}
