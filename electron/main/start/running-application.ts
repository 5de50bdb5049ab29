import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPlaces, type Places } from './places.ts';
import { isTestBuild, readTestSwitches, type TestSwitches } from './test-switches.ts';

/** Where the parts of the running application lie. */
export function ownPlaces(): Places {
  return findPlaces({
    isPackaged: app.isPackaged,
    appFolder: app.getAppPath(),
    resourcesFolder: process.resourcesPath,
    nodeMajor: Number.parseInt(process.versions.node, 10),
    platform: process.platform,
  });
}

/** What a test asked of the running application; nothing in a release. */
export function ownTestSwitches(): TestSwitches {
  const description: unknown = JSON.parse(readFileSync(join(app.getAppPath(), 'package.json'), 'utf8'));
  const purpose = (description as { purpose?: unknown }).purpose;
  return readTestSwitches(process.argv, isTestBuild({ isPackaged: app.isPackaged, purpose }));
}
