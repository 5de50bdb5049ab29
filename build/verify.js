/** npm run verify: sets up what is missing and says whether a slip or its check code is this window's. */
import { handOver } from './setup/hand-over.js';
import { sayBesideOutput } from './setup/progress.js';

sayBesideOutput();
await handOver('electron/service/commands/verify.ts');
