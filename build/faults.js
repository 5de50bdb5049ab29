/** npm run faults: sets up what is missing and simulates clerks, county, network and accidents from a seed. */
import { handOver } from './setup/hand-over.js';
import { sayBesideOutput } from './setup/progress.js';

sayBesideOutput();
await handOver('test/faults/faults.ts');
