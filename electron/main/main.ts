import { app } from 'electron';
import { join } from 'node:path';
import { listen } from './gate/listen.ts';
import { programStarter } from './programs/start-programs.ts';
import { startedAhead } from './programs/started-ahead.ts';
import { readCommandLine } from './start/command-line.ts';
import { hospitalFolder } from './start/hospital-folder.ts';
import { openLog } from './start/log.ts';
import {
  endNow,
  endWhenClosed,
  giveUp,
  isFirstInstance,
  logSurprises,
  prepareProcess,
} from './start/process.ts';
import { ownPlaces, ownTestSwitches } from './start/running-application.ts';
import { driverIsAttached } from './start/test-switches.ts';
import { openMainWindow } from './windows/main-window.ts';
import { OpenWindows } from './windows/open-windows.ts';
import { savePicture } from './windows/picture.ts';
import { keepTextSize } from './windows/text-size.ts';

const commandLine = readCommandLine(process.argv, process.cwd());
const userDataFolder = prepareProcess(commandLine.userDataFolder);
const windows = new OpenWindows();

if (isFirstInstance(() => windows.focusFirst())) void app.whenReady().then(openApplication).catch(giveUp);
else app.exit(0);

async function openApplication(): Promise<void> {
  const testSwitches = ownTestSwitches();
  await driverIsAttached(testSwitches);
  const logsFolder = join(userDataFolder, 'logs');
  const log = openLog(logsFolder);
  logSurprises(log);
  const places = ownPlaces();
  const hospital = hospitalFolder(commandLine, userDataFolder);
  const start = startedAhead(programStarter(places, log), places.serviceFile, 'service');

  const window = openMainWindow({ places, developerTools: commandLine.developerTools, log });
  keepTextSize(window, userDataFolder);
  // Loaded while the system makes the page's process: nobody needs it earlier.
  const behind = import('./behind-window.ts').then(({ openBehindWindow }) =>
    openBehindWindow({
      hospital,
      places,
      start,
      userDataFolder,
      logsFolder,
      log,
      windows,
      platformUrl: testSwitches.platformUrl,
    }),
  );
  listen(
    behind.then(({ gate }) => gate),
    windows,
  );
  windows.add(window, (windowId) => void behind.then(({ windowClosed }) => windowClosed(windowId)));
  endWhenClosed(async () => (await behind).close());

  const { opened, gate } = await behind;
  const isOpen = (await opened) === null;
  const { pictureFile, exitAfterPicture } = commandLine;
  const saved = pictureFile !== null && (await savePicture(window, pictureFile, () => gate.isQuiet, log));
  if (pictureFile !== null && exitAfterPicture) endNow(saved && isOpen ? 0 : 1);
}
