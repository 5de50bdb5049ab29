/** npm run pictures: sets up what is missing and makes the pictures of the documents from the packaged application. */
import { handOver } from './setup/hand-over.js';

await handOver('build/pictures/pictures.ts');
