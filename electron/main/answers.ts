import { app, clipboard } from 'electron';
import { renderDocument, renderKeyPaper, renderTestPage } from '../../renderer/documents/render.tsx';
import { CopiedText } from './clipboard/copied.ts';
import { diagnosticsHandlers } from './diagnostics/handlers.ts';
import { chooseFile } from './files/choose-file.ts';
import { chooseFolder } from './files/choose-folder.ts';
import { chooseSavePath } from './files/choose-save-path.ts';
import type { FileTokens } from './files/file-tokens.ts';
import { savePackages } from './files/save-packages.ts';
import { saveTable } from './files/save-table.ts';
import type { MainHandlers } from './gate/main-handlers.ts';
import { keyHandlers } from './keys/handlers.ts';
import type { KeyStore } from './keys/key-store.ts';
import type { OpeningKey } from './keys/opening-key.ts';
import { DocumentWindow } from './printing/document-window.ts';
import { documentHandlers } from './printing/handlers.ts';
import { systemPrinter } from './printing/system-printer.ts';
import type { ServiceHost } from './programs/service-host.ts';
import type { HospitalFolder } from './start/hospital-folder.ts';
import type { Log } from './start/log.ts';
import type { Places } from './start/places.ts';
import type { OpenWindows } from './windows/open-windows.ts';

/** What main answers requests with. */
export interface Ground {
  readonly service: ServiceHost;
  readonly hospital: HospitalFolder;
  readonly places: Places;
  readonly keys: KeyStore;
  readonly key: OpeningKey;
  readonly log: Log;
  readonly logsFolder: string;
  readonly tokens: FileTokens;
  readonly windows: OpenWindows;
}

export interface AnswersOfMain {
  readonly handlers: MainHandlers;
  /** Closes the hidden window of the documents, which must not outlive the one that is seen, and empties the clipboard. */
  readonly windowClosed: () => void;
}

/**
 * Every request that main answers itself, with what it takes: printers, dialogs, the pages that are printed. Nobody
 * needs any of it to open the window, so main.ts loads this file when the first of them is asked.
 */
export function answersOfMain(ground: Ground): AnswersOfMain {
  const documents = new DocumentWindow();
  const copied = new CopiedText(clipboard);
  return {
    handlers: handlersOf(ground, documents, copied),
    windowClosed: () => {
      documents.close();
      void copied.clearNow();
    },
  };
}

function handlersOf(ground: Ground, documents: DocumentWindow, copied: CopiedText): MainHandlers {
  const { service, hospital, places, keys, key, log, logsFolder, tokens, windows } = ground;
  const forget = (): void => documents.forget();
  const press = { service, toPdf: documents.toPdf, printer: systemPrinter(documents), forget };
  const spreadsheets = { service, choosePath: chooseSavePath(windows, '保存表格') };
  const startFolder = hospital.practice ? places.practiceFolder : null;
  return {
    'files.choose': ({ windowId, input }) =>
      chooseFile(windows.get(windowId), input.purpose, tokens, startFolder),
    'clipboard.copyNumber': async ({ input }) => {
      await copied.copy(input.text);
      return {};
    },
    'clipboard.copied': async () => {
      await copied.noticed();
      return {};
    },
    'reports.save': ({ windowId, input }) => saveTable(spreadsheets, windowId, 'host.reportTable', input),
    'workbench.saveReplay': ({ windowId, input }) =>
      saveTable(spreadsheets, windowId, 'host.replayTable', input),
    'workbench.saveLosingPersons': ({ windowId, input }) =>
      saveTable(spreadsheets, windowId, 'host.losingPersonsTable', input),
    'dayClose.save': ({ windowId, input }) => saveTable(spreadsheets, windowId, 'host.dayClosesTable', input),
    'debts.saveReminders': ({ windowId, input }) =>
      saveTable(spreadsheets, windowId, 'host.remindersTable', input),
    'debts.saveDefaultList': ({ windowId, input }) =>
      saveTable(spreadsheets, windowId, 'host.defaultListTable', input),
    'followUp.saveList': ({ windowId, input }) =>
      saveTable(spreadsheets, windowId, 'host.followUpTable', input),
    'irregularities.save': ({ windowId, input }) =>
      saveTable(spreadsheets, windowId, 'host.irregularitiesTable', input),
    'fundClaims.saveList': ({ windowId, input }) =>
      saveTable(spreadsheets, windowId, 'host.fundClaimTable', input),
    'fundClaims.saveSigned': ({ windowId, input }) =>
      saveTable(spreadsheets, windowId, 'host.fundClaimFile', input),
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
