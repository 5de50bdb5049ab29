/** npm run audit: sets up what is missing and says whether the log of a hospital's file is as it was written. */
import { handOver } from './setup/hand-over.js';
import { sayBesideOutput } from './setup/progress.js';

sayBesideOutput();
await handOver('electron/service/commands/audit.ts');
