import { switchValue } from './command-line.ts';

/** What tests may change from outside. All of it stands in this file, and a release heeds none of it. */
export interface TestSwitches {
  /** `--platform-url=<address>`: the county platform to upload to, in place of the settings' or the practice one. */
  readonly platformUrl: string | null;
  /** `--wait-for-driver`: nothing opens before a driver says that it is attached. */
  readonly waitsForDriver: boolean;
}

/** A build is for tests if it runs from the sources or if its package.json says `"purpose": "test"`. */
export function isTestBuild(facts: { readonly isPackaged: boolean; readonly purpose: unknown }): boolean {
  return !facts.isPackaged || facts.purpose === 'test';
}

export function readTestSwitches(argv: readonly string[], testBuild: boolean): TestSwitches {
  if (!testBuild) return { platformUrl: null, waitsForDriver: false };
  return {
    platformUrl: switchValue(argv, 'platform-url'),
    waitsForDriver: argv.includes('--wait-for-driver'),
  };
}

/**
 * Waits until a driver is attached, if a test wants that: Playwright waits for ever, one time in ten on a busy machine,
 * for a page that is loading while it attaches. It says so by a global value and an event of the process.
 */
export async function driverIsAttached({ waitsForDriver }: TestSwitches): Promise<void> {
  if (!waitsForDriver || Reflect.get(globalThis, 'driverIsAttached') === true) return;
  await new Promise<void>((resolve) => {
    (process as NodeJS.EventEmitter).once('driver-is-attached', resolve);
  });
}
