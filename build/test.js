/** npm test: sets up what is missing and runs every check of the project. */
import { handOver } from './setup/hand-over.js';

await handOver('build/checks/checks.ts');
