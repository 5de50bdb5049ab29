import type { Opening } from '../../../shared/contract/host.ts';
import { keyOfHospital } from '../keys/hospital-key.ts';
import type { KeyStore } from '../keys/key-store.ts';
import type { OpeningKey } from '../keys/opening-key.ts';
import type { HospitalFolder } from '../start/hospital-folder.ts';
import { type Log, traceOf } from '../start/log.ts';
import type { Places } from '../start/places.ts';
import type { OpenWindows } from '../windows/open-windows.ts';
import { PracticePlatform } from './practice-platform.ts';
import type { StartProgram } from './program.ts';
import { ServiceHost } from './service-host.ts';

export interface HospitalServiceOptions {
  readonly hospital: HospitalFolder;
  readonly places: Places;
  readonly keys: KeyStore;
  /** The key of the hospital's own file. */
  readonly openingKey: OpeningKey;
  readonly start: StartProgram;
  /** In place of the settings' platform or the practice one; tests only. */
  readonly platformUrl: string | null;
  readonly windows: Pick<OpenWindows, 'tell' | 'tellFromService'>;
  readonly log: Log;
  /** A key was made for a real hospital's folder. */
  readonly onNewKey: () => void;
}

/** The service of one hospital folder, with the practice platform where there is practice. */
export function hospitalService(options: HospitalServiceOptions): {
  readonly service: ServiceHost;
  readonly close: () => Promise<void>;
} {
  const { hospital, places, openingKey, windows, start, log } = options;
  const platform = practicePlatform(options);
  const service = new ServiceHost({
    start: () => start(places.serviceFile, 'service'),
    opening: () => opening(options, platform.address),
    onOpened: () => {
      // Also where the file had to be put in place from a copy first.
      openingKey.keepTyped().catch((error: unknown) => log(`keys: not kept: ${traceOf(error)}`));
    },
    onEvent: (name, payload) => {
      if (!windows.tellFromService(name, payload)) log('service: told an event that is not of the contract');
    },
    onState: (state) => windows.tell('service.state', state),
    log,
  });
  log(hospital.practice ? 'opening the practice hospital' : 'opening a hospital folder');
  return {
    service,
    close: async () => {
      await service.close();
      await platform.stop();
    },
  };
}

async function opening(
  { hospital, places, openingKey, platformUrl, onNewKey }: HospitalServiceOptions,
  practiceAddress: () => Promise<string | null>,
): Promise<Opening> {
  const { dataFolder, practice } = hospital;
  const { keyHex, isNew, isTyped } = await openingKey.current();
  if (isNew && !practice) onNewKey();
  return {
    kind: 'open',
    dataFolder,
    keyHex,
    practice,
    packsFolder: places.packsFolder,
    practiceFolder: places.practiceFolder,
    nativeBinding: places.nativeBinding,
    platformUrl: platformUrl ?? (practice ? await practiceAddress() : null),
    ...(isTyped ? { withRecoveryKey: true } : {}),
  };
}

/** Starts the practice platform when its address is asked for the first time. */
function practicePlatform({ hospital, places, keys, start, log }: HospitalServiceOptions): {
  readonly address: () => Promise<string | null>;
  readonly stop: () => Promise<void>;
} {
  let running: PracticePlatform | undefined;
  let address: Promise<string | null> | undefined;
  const begin = async (): Promise<string | null> => {
    const { keyHex } = await keyOfHospital(hospital.platformFolder, keys);
    running = new PracticePlatform({
      start: () => start(places.practicePlatformFile, 'practice platform'),
      dataFolder: hospital.platformFolder,
      keyHex,
      nativeBinding: places.nativeBinding,
      log,
    });
    return running.start();
  };
  return {
    address: () => (address ??= begin()),
    stop: async () => running?.stop(),
  };
}
