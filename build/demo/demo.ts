import { join } from 'node:path';
import { bundle } from '../bundle/bundle.ts';
import { packageApplication, packagedExecutable } from '../package/package-application.ts';
import { runToEnd } from '../setup/children.js';
import { projectFolder } from '../setup/dependencies.js';
import { runCommand, step } from '../setup/progress.js';
import { prepareWindows, withDisplay } from '../setup/set-up.ts';

await runCommand(async () => {
  const runtime = await prepareWindows({ tests: false });
  await step('Bundle', bundle);
  await step('Package', () => packageApplication(runtime, 'test'));
  return withDisplay((display) =>
    runToEnd(process.execPath, [join(projectFolder, 'test/demo/drive.ts'), ...process.argv.slice(2)], {
      env: { ...process.env, ...display.environment, ONESTOP_APP: packagedExecutable('test') },
    }),
  );
});
