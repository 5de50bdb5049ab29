/** npm run bench: sets up what is missing and measures. */
import { handOver } from './setup/hand-over.js';

await handOver('build/bench/bench.ts');
