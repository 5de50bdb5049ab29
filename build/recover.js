/** npm run recover: sets up what is missing and lists, rehearses, saves or restores a hospital's file without a window. */
import { handOver } from './setup/hand-over.js';
import { sayBesideOutput } from './setup/progress.js';

sayBesideOutput();
await handOver('electron/service/commands/recover.ts');
