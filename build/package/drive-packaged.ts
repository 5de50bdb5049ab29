import { join } from 'node:path';
import { bundle } from '../bundle/bundle.ts';
import { runToEnd } from '../setup/children.js';
import { projectFolder } from '../setup/dependencies.js';
import { step } from '../setup/progress.js';
import { prepareWindows, withDisplay } from '../setup/set-up.ts';
import { packageApplication, packagedExecutable } from './package-application.ts';

/**
 * Packages the application as it is now and runs a script that drives it, on the machine's display or one of our own.
 * The script finds the application in `ONESTOP_APP`.
 * @param script relative to the project's folder
 * @returns the script's exit code
 */
export async function drivePackaged(script: string): Promise<number> {
  const runtime = await prepareWindows({ tests: false });
  await step('Bundle', bundle);
  await step('Package', () => packageApplication(runtime, 'test'));
  return withDisplay((display) =>
    runToEnd(process.execPath, [join(projectFolder, script), ...process.argv.slice(2)], {
      env: { ...process.env, ...display.environment, ONESTOP_APP: packagedExecutable('test') },
    }),
  );
}
