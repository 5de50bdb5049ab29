import { drivePackaged } from '../package/drive-packaged.ts';
import { runCommand } from '../setup/progress.js';

await runCommand(() => drivePackaged('test/demo/drive.ts'));
