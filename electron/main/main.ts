import { app } from 'electron';
import { join } from 'node:path';
import { renderDocument, renderKeyPaper, renderTestPage } from '../../renderer/documents/render.tsx';
import { diagnosticsHandlers } from './diagnostics/handlers.ts';
import { chooseFile } from './files/choose-file.ts';
import { chooseFolder } from './files/choose-folder.ts';
import { FileTokens } from './files/file-tokens.ts';
import { chooseSavePath } from './files/choose-save-path.ts';
import { savePackages } from './files/save-packages.ts';
import { saveTable } from './files/save-table.ts';
import { Gate } from './gate/gate.ts';
import { listen } from './gate/listen.ts';
import type { MainHandlers } from './gate/main-handlers.ts';
import { keyHandlers } from './keys/handlers.ts';
import { openKeyStore, tellAboutPlainKey } from './keys/open-key-store.ts';
import { OpeningKey } from './keys/opening-key.ts';
import { DocumentWindow } from './printing/document-window.ts';
import { documentHandlers } from './printing/handlers.ts';
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
  const documents = new DocumentWindow();
  const handlers = mainHandlers({ service, hospital, places, keys, key, log, logsFolder, tokens, documents });
  const gate = new Gate({ service, handlers, tokens, log });
  listen(gate, windows);

  const window = openMainWindow({ places, developerTools: commandLine.developerTools, log });
  keepTextSize(window, userDataFolder);
  windows.add(window, (windowId) => {
    tokens.windowClosed(windowId);
    service.windowClosed(windowId);
    documents.close();
  });
  endWhenClosed(close);

  const isOpen = (await opened) === null;
  const { pictureFile, exitAfterPicture } = commandLine;
  const saved = pictureFile !== null && (await savePicture(window, pictureFile, () => gate.isQuiet, log));
  if (pictureFile !== null && exitAfterPicture) endNow(saved && isOpen ? 0 : 1);
}

interface Parts {
  readonly service: ReturnType<typeof hospitalService>['service'];
  readonly hospital: ReturnType<typeof hospitalFolder>;
  readonly places: ReturnType<typeof ownPlaces>;
  readonly keys: Awaited<ReturnType<typeof openKeyStore>>;
  readonly key: OpeningKey;
  readonly log: ReturnType<typeof openLog>;
  readonly logsFolder: string;
  readonly tokens: FileTokens;
  readonly documents: DocumentWindow;
}

/** Every request that main answers itself, with what it takes. */
function mainHandlers(parts: Parts): MainHandlers {
  const { service, hospital, places, keys, key, log, logsFolder, tokens, documents } = parts;
  const forget = (): void => documents.forget();
  const press = { service, toPdf: documents.toPdf, printer: systemPrinter(documents), forget };
  const spreadsheets = { service, choosePath: chooseSavePath(windows, '保存表格') };
  const startFolder = hospital.practice ? places.practiceFolder : null;
  return {
    'files.choose': ({ windowId, input }) =>
      chooseFile(windows.get(windowId), input.purpose, tokens, startFolder),
    'reports.save': ({ windowId, input }) =>
      saveTable(spreadsheets, windowId, 'host.reportTable', input),
    'workbench.saveReplay': ({ windowId, input }) =>
      saveTable(spreadsheets, windowId, 'host.replayTable', input),
    'dayClose.save': ({ windowId, input }) =>
      saveTable(spreadsheets, windowId, 'host.dayClosesTable', input),
    'fundClaims.saveList': ({ windowId, input }) =>
      saveTable(spreadsheets, windowId, 'host.fundClaimTable', input),
    'fundClaims.saveVouchers': ({ windowId, input }) =>
      saveTable(spreadsheets, windowId, 'host.voucherTable', input),
    'reconciliation.save': ({ windowId, input }) =>
      saveTable(spreadsheets, windowId, 'host.reconciliationTable', input),
    'offline.export': ({ windowId }) =>
      savePackages({ service, chooseFolder: chooseFolder(windows) }, windowId),
    ...documentHandlers({
      ...press,
      sheetFor: documents.sheetFor,
      render: renderDocument,
      renderTestPage,
      choosePath: chooseSavePath(windows, '另存单据'),
    }),
    ...keyHandlers({ ...press, key, renderKeyPaper }, { service, key, log }),
    ...diagnosticsHandlers({
      service,
      choosePath: chooseSavePath(windows, '保存诊断文件'),
      app,
      keys,
      dataFolder: hospital.dataFolder,
      logsFolder,
    }),
  };
}
