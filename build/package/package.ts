import { bundle } from '../bundle/bundle.ts';
import { prepareElectron } from '../setup/electron-runtime.ts';
import { runCommand, say, step } from '../setup/progress.js';
import { checkPackage } from './check-package.ts';
import { packageApplication, packagedExecutable, refuseStandInRelease } from './package-application.ts';

await runCommand(async () => {
  const purpose = process.argv.includes('--release') ? 'release' : 'test';
  const runtime = await prepareElectron();
  refuseStandInRelease(runtime, purpose);
  await step('Bundle', bundle);
  await step('Package', () => packageApplication(runtime, purpose));
  await step('Contents', () => checkPackage(runtime, purpose));
  say(`\nThe application: ${packagedExecutable(purpose)}`);
});
