import type { Opening } from '../../../shared/contract/messages.ts';
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
    opening: () => opening(options, platform.known),
    onOpened: ({ keyChange }) => {
      if (keyChange !== undefined) {
        openingKey
          .endChange(keyChange === 'changed')
          .catch((error: unknown) => log(`keys: the change of key was not ended: ${traceOf(error)}`));
        log(`keys: the key of the file was ${keyChange === 'changed' ? '' : 'not '}changed`);
      }
      // Also where the file had to be put in place from a copy first.
      openingKey.keepTyped().catch((error: unknown) => log(`keys: not kept: ${traceOf(error)}`));
    },
    onAsksPlatform: () => void platform.address().then((url) => service.tellPlatform(url)),
    onEvent: (name, payload) => void tellWindows(options, name, payload),
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

async function tellWindows(
  { windows, log }: HospitalServiceOptions,
  name: string,
  payload: unknown,
): Promise<void> {
  if (await windows.tellFromService(name, payload)) return;
  log('service: told an event that is not of the contract');
}

/** The practice hospital uploads to a platform of its own, unless a test names another. */
function practises({ hospital, platformUrl }: HospitalServiceOptions): boolean {
  return hospital.practice && platformUrl === null;
}

async function opening(
  options: HospitalServiceOptions,
  knownPlatform: () => string | null | undefined,
): Promise<Opening> {
  const { hospital, places, openingKey, onNewKey } = options;
  const { dataFolder, practice } = hospital;
  const { keyHex, isNew, isTyped } = await openingKey.current();
  if (isNew && !practice) onNewKey();
  const nextKeyHex = await openingKey.next();
  const platform = practises(options) ? knownPlatform() : options.platformUrl;
  return {
    kind: 'open',
    dataFolder,
    keyHex,
    practice,
    packsFolder: places.packsFolder,
    practiceFolder: places.practiceFolder,
    nativeBinding: places.nativeBinding,
    platformUrl: platform ?? null,
    ...(platform === undefined ? { platformFollows: true } : {}),
    ...(isTyped ? { withRecoveryKey: true } : {}),
    ...(nextKeyHex === undefined ? {} : { nextKeyHex }),
  };
}

interface OwnPlatform {
  /** Starts it when its address is asked for the first time; null if it does not run. */
  readonly address: () => Promise<string | null>;
  /** Undefined until it listens, or will not. */
  readonly known: () => string | null | undefined;
  readonly stop: () => Promise<void>;
}

function practicePlatform({ hospital, places, keys, start, log }: HospitalServiceOptions): OwnPlatform {
  let running: PracticePlatform | undefined;
  let address: Promise<string | null> | undefined;
  let known: string | null | undefined;
  let isStopped = false;
  const begin = async (): Promise<string | null> => {
    const { keyHex } = await keyOfHospital(hospital.platformFolder, keys);
    if (isStopped) return null;
    running = new PracticePlatform({
      start: () => start(places.practicePlatformFile, 'practice platform'),
      dataFolder: hospital.platformFolder,
      keyHex,
      nativeBinding: places.nativeBinding,
      log,
    });
    return running.start();
  };
  const begun = async (): Promise<string | null> => {
    known = await begin().catch((error: unknown) => {
      log(`practice platform: could not be started: ${traceOf(error)}`);
      return null;
    });
    return known;
  };
  return {
    address: () => (address ??= begun()),
    known: () => known,
    stop: async () => {
      isStopped = true;
      await running?.stop();
    },
  };
}
