import { spawnSync } from 'node:child_process';
import { drivePackaged } from '../package/drive-packaged.ts';
import { runCommand, SetupError } from '../setup/progress.js';

await runCommand(() => {
  // Said before the long steps, not after them.
  if (spawnSync('pdftoppm', ['-v']).error !== undefined) {
    throw new SetupError(
      "The slips are drawn by poppler's pdftoppm, which is not installed.\nPlease run: sudo apt-get install --no-install-recommends poppler-utils",
    );
  }
  return drivePackaged('test/demo/pictures.ts');
});
