import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd } from '../setup/children.js';
import { projectFolder } from '../setup/dependencies.js';
import { runCommand, SetupError } from '../setup/progress.js';

await runCommand(async () => {
  const measurements = join(projectFolder, 'test', 'bench', 'run.ts');
  if (!existsSync(measurements)) throw new SetupError('There is nothing to measure yet: test/bench/run.ts');
  return runToEnd(process.execPath, [measurements, ...process.argv.slice(2)]);
});
