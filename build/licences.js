/** npm run licences: writes docs/licences.md anew, after the packages have changed. */
import { handOver } from './setup/hand-over.js';

await handOver('build/licences/write-licences.ts');
