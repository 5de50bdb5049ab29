/** npm run package: sets up what is missing and packages the application (with --release: for delivery). */
import { handOver } from './setup/hand-over.js';

await handOver('build/package/package.ts');
