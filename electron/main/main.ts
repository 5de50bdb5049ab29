import { app } from 'electron';
import { join } from 'node:path';
import type { AnswersOfMain } from './answers.ts';
import { FileTokens } from './files/file-tokens.ts';
import { Gate } from './gate/gate.ts';
import { listen } from './gate/listen.ts';
import { openKeyStore, tellAboutPlainKey } from './keys/open-key-store.ts';
import { OpeningKey } from './keys/opening-key.ts';
import { hospitalService } from './programs/hospital-service.ts';
import { programStarter } from './programs/start-programs.ts';
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
  const keys = await openKeyStore(userDataFolder, log);
  const key = new OpeningKey(hospital.dataFolder, keys);
  const { service, close } = hospitalService({
    hospital,
    places,
    keys,
    openingKey: key,
    start: programStarter(places, log),
    platformUrl: testSwitches.platformUrl,
    windows,
    log,
    onNewKey: () => tellAboutPlainKey(keys),
  });
  const opened = service.open();

  const tokens = new FileTokens();
  const ground = { service, hospital, places, keys, key, log, logsFolder, tokens, windows };
  let answers: Promise<AnswersOfMain> | undefined;
  const loadAnswers = (): Promise<AnswersOfMain> =>
    (answers ??= import('./answers.ts').then(({ answersOfMain }) => answersOfMain(ground)));
  const gate = new Gate({ service, handlers: async () => (await loadAnswers()).handlers, tokens, log });
  listen(gate, windows);

  const window = openMainWindow({ places, developerTools: commandLine.developerTools, log });
  keepTextSize(window, userDataFolder);
  windows.add(window, (windowId) => {
    tokens.windowClosed(windowId);
    service.windowClosed(windowId);
    void answers?.then(({ windowClosed }) => windowClosed());
  });
  endWhenClosed(close);

  const isOpen = (await opened) === null;
  const { pictureFile, exitAfterPicture } = commandLine;
  const saved = pictureFile !== null && (await savePicture(window, pictureFile, () => gate.isQuiet, log));
  if (pictureFile !== null && exitAfterPicture) endNow(saved && isOpen ? 0 : 1);
}
