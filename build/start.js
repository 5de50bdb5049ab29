/** npm start: sets up what is missing and opens the application with the practice hospital. */
import { handOver } from './setup/hand-over.js';

await handOver('build/start/start.ts');
