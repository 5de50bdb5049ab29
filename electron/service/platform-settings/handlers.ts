import type { Handlers } from '../context.ts';
import { changePlatform } from './change.ts';
import { shownSettings } from './shown.ts';
import { testPlatform } from './test-platform.ts';

type PlatformRequest = 'platform.settings' | 'platform.change' | 'platform.test';

export const platformHandlers: Pick<Handlers, PlatformRequest> = {
  'platform.settings': (context) => shownSettings(context),
  'platform.change': async (context, { input: { secondPerson, ...change }, actor }) => {
    await changePlatform(context, actor, change, secondPerson);
    return shownSettings(context);
  },
  'platform.test': async (context) => ({ checks: await testPlatform(context) }),
};
