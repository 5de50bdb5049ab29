import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../../build/setup/dependencies.js';
import { newUserDataFolder, startApplication } from '../e2e/application/application.ts';
import { practiceFile } from '../e2e/desk/clerk.ts';
import { albumIn } from './album.ts';
import { disagreements, holdingsOf } from './holdings.ts';
import { settleAsClerk } from './journey.ts';

/**
 * `npm run demo`: the main job without a person, in the packaged application. Leaves the slip, a picture of each step and
 * the amounts in out/demo, and succeeds only if the platform holds exactly this settlement.
 */
const outFolder = join(projectFolder, 'out', 'demo');
const patient = { name: '马永', feeFile: practiceFile('ZY26020012.csv') };

await rm(outFolder, { recursive: true, force: true });
await mkdir(outFolder, { recursive: true });
const userDataFolder = await newUserDataFolder();
const application = await startApplication({ userDataFolder });
try {
  const { settlement, slip } = await settleAsClerk(application, patient, albumIn(outFolder));
  await writeFile(join(outFolder, 'slip.pdf'), slip.pdf);
  const held = await holdingsOf(userDataFolder, settlement.settlementId);
  const wrong = disagreements(settlement, held);
  const summary = {
    settlementId: settlement.settlementId,
    slipNumber: settlement.slipNumber,
    slipSha256: slip.sha256,
    cost: settlement.cost,
    layersFen: Object.fromEntries(settlement.layers.map(({ layer, payFen }) => [layer, payFen])),
    personalFen: settlement.personalFen,
    answer: settlement.upload,
    platform: { holds: held, disagreements: wrong },
  };
  await writeFile(join(outFolder, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  for (const line of wrong) console.error(`✗ ${line}`);
  if (wrong.length === 0)
    console.log(`✓ The platform holds settlement ${settlement.slipNumber} exactly once.`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  await application.close();
  await rm(userDataFolder, { recursive: true, force: true });
}
console.log('Slip, pictures and amounts: out/demo/');
