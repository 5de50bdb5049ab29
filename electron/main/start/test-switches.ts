import { switchValue } from './command-line.ts';

/** What tests may change from outside. All of it stands in this file, and a release heeds none of it. */
export interface TestSwitches {
  /** `--platform-url=<address>`: the county platform to upload to, in place of the settings' or the practice one. */
  readonly platformUrl: string | null;
}

/** A build is for tests if it runs from the sources or if its package.json says `"purpose": "test"`. */
export function isTestBuild(facts: { readonly isPackaged: boolean; readonly purpose: unknown }): boolean {
  return !facts.isPackaged || facts.purpose === 'test';
}

export function readTestSwitches(argv: readonly string[], testBuild: boolean): TestSwitches {
  return { platformUrl: testBuild ? switchValue(argv, 'platform-url') : null };
}
