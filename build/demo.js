/** npm run demo: sets up what is missing and drives the packaged application through its main job. */
import { handOver } from './setup/hand-over.js';

await handOver('build/demo/demo.ts');
