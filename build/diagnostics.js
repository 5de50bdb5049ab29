/** npm run diagnostics: sets up what is missing and looks through a hospital's file; the recovery key comes on standard input. */
import { handOver } from './setup/hand-over.js';
import { sayBesideOutput } from './setup/progress.js';

sayBesideOutput();
await handOver('electron/service/commands/diagnostics.ts');
