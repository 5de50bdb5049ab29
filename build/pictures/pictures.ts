import { parseArgs } from 'node:util';
import { drivePackaged } from '../package/drive-packaged.ts';
import { runToEnd } from '../setup/children.js';
import { join } from 'node:path';
import { projectFolder } from '../setup/dependencies.js';
import { runCommand } from '../setup/progress.js';
import { prepareWindows, withDisplay } from '../setup/set-up.ts';

/**
 * The pictures of the documents, or with `--papers` those that the tests compare every paper with: after a change that was
 * meant, and looked at.
 */
await runCommand(async () => {
  const { values } = parseArgs({ options: { papers: { type: 'boolean', default: false } } });
  // The tests' packages: papers are drawn by poppler's pdftoppm.
  await prepareWindows({ tests: true });
  if (!values.papers) return drivePackaged('test/demo/pictures.ts');
  const script = join(projectFolder, 'test', 'e2e', 'documents', 'renew-pictures.ts');
  return withDisplay(({ environment }) =>
    runToEnd(process.execPath, [script], { env: { ...process.env, ...environment } }),
  );
});
