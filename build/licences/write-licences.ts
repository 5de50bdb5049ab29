import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../setup/dependencies.js';
import { runCommand, say, SetupError } from '../setup/progress.js';
import { dependencies, licenceDocument, licenceFaults } from './licences.ts';

await runCommand(async () => {
  const all = dependencies();
  const faults = licenceFaults(all);
  if (faults.length > 0) throw new SetupError(faults.join('\n'));
  writeFileSync(join(projectFolder, 'docs', 'licences.md'), licenceDocument(all));
  say(`docs/licences.md: ${all.length} packages`);
  return 0;
});
