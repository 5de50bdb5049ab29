/** npm run audit:dependencies: asks the registry for known vulnerabilities of what is locked. */
import { handOver } from './setup/hand-over.js';

await handOver('build/licences/known-vulnerabilities.ts');
