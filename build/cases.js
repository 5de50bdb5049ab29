/** npm run cases: sets up what is missing and runs conformance cases, a file or a folder of them. */
import { handOver } from './setup/hand-over.js';
import { sayBesideOutput } from './setup/progress.js';

sayBesideOutput();
await handOver('electron/service/commands/cases.ts');
