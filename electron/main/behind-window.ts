import type { RefusalShape } from '../../shared/contract/refusal.ts';
import type { AnswersOfMain } from './answers.ts';
import { FileTokens } from './files/file-tokens.ts';
import { Gate } from './gate/gate.ts';
import { openKeyStore, tellAboutPlainKey } from './keys/open-key-store.ts';
import { OpeningKey } from './keys/opening-key.ts';
import { hospitalService } from './programs/hospital-service.ts';
import type { StartProgram } from './programs/program.ts';
import type { HospitalFolder } from './start/hospital-folder.ts';
import type { Log } from './start/log.ts';
import type { Places } from './start/places.ts';
import type { OpenWindows } from './windows/open-windows.ts';

interface Ground {
  readonly hospital: HospitalFolder;
  readonly places: Places;
  readonly start: StartProgram;
  readonly userDataFolder: string;
  readonly logsFolder: string;
  readonly log: Log;
  readonly windows: OpenWindows;
  /** In place of the settings' platform or the practice one; tests only. */
  readonly platformUrl: string | null;
}

/** What a window's page asks. */
export interface BehindWindow {
  readonly gate: Gate;
  /** Null once the hospital's file is open, else why it is not. */
  readonly opened: Promise<RefusalShape | null>;
  readonly windowClosed: (windowId: number) => void;
  readonly close: () => Promise<void>;
}

/** Puts the gate, the keys and the service of one hospital behind the window, and opens the hospital's file. */
export async function openBehindWindow(ground: Ground): Promise<BehindWindow> {
  const { hospital, places, userDataFolder, logsFolder, log, windows } = ground;
  const keys = await openKeyStore(userDataFolder, log);
  const key = new OpeningKey(hospital.dataFolder, keys);
  const { service, close } = hospitalService({
    ...ground,
    keys,
    openingKey: key,
    onNewKey: () => tellAboutPlainKey(keys),
  });
  const opened = service.open();
  const tokens = new FileTokens();
  let answers: Promise<AnswersOfMain> | undefined;
  const loadAnswers = (): Promise<AnswersOfMain> =>
    (answers ??= import('./answers.ts').then(({ answersOfMain }) =>
      answersOfMain({ service, hospital, places, keys, key, log, logsFolder, tokens, windows }),
    ));
  const gate = new Gate({ service, handlers: async () => (await loadAnswers()).handlers, tokens, log });
  return {
    gate,
    opened,
    windowClosed: (windowId) => {
      tokens.windowClosed(windowId);
      service.windowClosed(windowId);
      void answers?.then(({ windowClosed }) => windowClosed());
    },
    close,
  };
}
