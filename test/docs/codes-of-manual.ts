import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../build/setup/dependencies.js';

/** Every code of the manual's appendix on refusals, in its order. */
export function codesOfManual(): string[] {
  const manual = readFileSync(join(projectFolder, 'docs', 'operator-manual.md'), 'utf8');
  const appendix = manual.slice(manual.indexOf('\n# 附录二'));
  // The second cell of a row holds the code, or several that mean the same.
  return [...appendix.matchAll(/^\|[^|]+\|([^|]+)\|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([a-z_]+)`/g)].map(([, code = '']) => code),
  );
}
