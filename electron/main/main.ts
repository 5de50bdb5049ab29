import { app } from 'electron';
import { join } from 'node:path';
import { renderKeyPaper, renderSlip } from '../../renderer/documents/render.tsx';
import { folderSizes } from './diagnostics/folder-sizes.ts';
import { logTail } from './diagnostics/log-tail.ts';
import { machineFacts } from './diagnostics/machine.ts';
import { saveClosedDiagnostics, saveDiagnostics } from './diagnostics/save-diagnostics.ts';
import { chooseFile } from './files/choose-file.ts';
import { FileTokens } from './files/file-tokens.ts';
import { chooseSavePath } from './files/choose-save-path.ts';
import { saveReplay } from './files/save-replay.ts';
import { Gate } from './gate/gate.ts';
import { listen } from './gate/listen.ts';
import type { MainHandlers } from './gate/main-handlers.ts';
import { openKeyStore, tellAboutPlainKey } from './keys/open-key-store.ts';
import { opensWithRecoveryKey } from './keys/open-with-recovery-key.ts';
import { OpeningKey } from './keys/opening-key.ts';
import { printRecoveryKey } from './keys/print-recovery-key.ts';
import { testRecoveryKey } from './keys/test-recovery-key.ts';
import { DocumentWindow } from './printing/document-window.ts';
import { printSlip } from './printing/print-slip.ts';
import { systemPrinter } from './printing/system-printer.ts';
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
  const documents = new DocumentWindow();
  const printer = systemPrinter(documents);
  const toPdf = documents.toPdf;
  const keyPress = { service, key, renderKeyPaper, toPdf, printer, forget: () => documents.close() };
  const openWithRecoveryKey = opensWithRecoveryKey({ service, key, log });
  const diagnosticsDesk = {
    service,
    choosePath: chooseSavePath(windows, '保存诊断文件'),
    machine: () => machineFacts(app, keys.kind),
    folder: () => folderSizes(hospital.dataFolder),
    logLines: () => logTail(logsFolder),
  };
  const handlers: MainHandlers = {
    'files.choose': ({ windowId, input }) =>
      chooseFile(
        windows.get(windowId),
        input.purpose,
        tokens,
        hospital.practice ? places.practiceFolder : null,
      ),
    'workbench.saveReplay': ({ windowId, input }) =>
      saveReplay({ service, choosePath: chooseSavePath(windows, '保存测算结果') }, windowId, input),
    'documents.printers': () => printer.list(),
    'documents.printSlip': ({ windowId, input }) =>
      printSlip({ service, renderSlip, toPdf, printer }, windowId, input),
    'diagnostics.save': ({ windowId }) => saveDiagnostics(diagnosticsDesk, windowId),
    'diagnostics.saveClosed': ({ windowId }) => saveClosedDiagnostics(diagnosticsDesk, windowId),
    'keys.printRecoveryKey': ({ windowId, input }) => printRecoveryKey(keyPress, windowId, input),
    'keys.testRecoveryKey': ({ windowId, input }) => testRecoveryKey(keyPress, windowId, input),
    'keys.openWithRecoveryKey': ({ input }) => openWithRecoveryKey(input.text),
  };
  const gate = new Gate({ service, handlers, tokens, log });
  listen(gate, windows);

  const window = openMainWindow({ places, developerTools: commandLine.developerTools, log });
  windows.add(window, (windowId) => {
    tokens.windowClosed(windowId);
    service.windowClosed(windowId);
    documents.close();
  });
  endWhenClosed(close);

  const refusal = await opened;
  if (commandLine.pictureFile === null) return;
  const saved = await savePicture(window, commandLine.pictureFile, () => gate.isQuiet, log);
  if (commandLine.exitAfterPicture) endNow(saved && refusal === null ? 0 : 1);
}
