import { app } from 'electron';
import { join } from 'node:path';
import { listen } from './gate/listen.ts';
import type { StartProgram } from './programs/program.ts';
import { programStarter } from './programs/start-programs.ts';
import { startedAhead } from './programs/started-ahead.ts';
import { readCommandLine } from './start/command-line.ts';
import { hospitalFolder } from './start/hospital-folder.ts';
import { type Log, openLog } from './start/log.ts';
import {
  endNow,
  endWhenClosed,
  giveUp,
  isFirstInstance,
  logSurprises,
  prepareProcess,
} from './start/process.ts';
import type { Places } from './start/places.ts';
import { ownPlaces, ownTestSwitches } from './start/running-application.ts';
import { driverIsAttached } from './start/test-switches.ts';
import { openMainWindow } from './windows/main-window.ts';
import { OpenWindows } from './windows/open-windows.ts';
import { savePicture } from './windows/picture.ts';
import { keepTextSize } from './windows/text-size.ts';
import { whenShown } from './windows/window.ts';

const commandLine = readCommandLine(process.argv, process.cwd());
const userDataFolder = prepareProcess(commandLine.userDataFolder);
const logsFolder = join(userDataFolder, 'logs');
const windows = new OpenWindows();

if (isFirstInstance(() => windows.focusFirst())) void begin().catch(giveUpWhenReady);
else app.exit(0);

/** The service's program is loaded while Chromium makes itself ready: neither needs the other. */
async function begin(): Promise<void> {
  const log = openLog(logsFolder);
  logSurprises(log);
  const places = ownPlaces();
  // A utility process can only be started then.
  if (places.nodeFile === null) await app.whenReady();
  const start = startedAhead(programStarter(places, log), places.serviceFile, 'service');
  await app.whenReady();
  await openApplication({ log, places, start });
}

/** Before that there is no box that could say why. */
async function giveUpWhenReady(error: unknown): Promise<void> {
  await app.whenReady();
  giveUp(error);
}

interface Ground {
  readonly log: Log;
  readonly places: Places;
  readonly start: StartProgram;
}

async function openApplication({ log, places, start }: Ground): Promise<void> {
  const testSwitches = ownTestSwitches();
  await driverIsAttached(testSwitches);
  const hospital = hospitalFolder(commandLine, userDataFolder);

  const window = openMainWindow({ places, developerTools: commandLine.developerTools, log });
  keepTextSize(window, userDataFolder);
  // Loaded once the first picture stands: until then main has the page's own files to hand out.
  const behind = whenShown(window).then(async () => {
    const { openBehindWindow } = await import('./behind-window.ts');
    return openBehindWindow({
      hospital,
      places,
      start,
      userDataFolder,
      logsFolder,
      log,
      windows,
      platformUrl: testSwitches.platformUrl,
    });
  });
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
