import type { Handlers, HostHandlers } from '../context.ts';
import { recordKeyPaper, recordKeyTest } from './acts.ts';
import { beginKeyChange, prepareKeyChange } from './begin-change.ts';
import { prepareKeyPaper } from './prepare-paper.ts';
import { keyStatus } from './status.ts';

export const keyHandlers: Pick<Handlers, 'keys.status'> = {
  'keys.status': (context) => keyStatus(context),
};

/** What main asks on behalf of a window where the recovery key is printed or tried, or the key of the file changed. */
export const keyHostHandlers: Pick<
  HostHandlers,
  | 'host.prepareKeyPaper'
  | 'host.recordKeyPaper'
  | 'host.recordKeyTest'
  | 'host.prepareKeyChange'
  | 'host.beginKeyChange'
> = {
  'host.prepareKeyPaper': (context, { input, actor }) => prepareKeyPaper(context, actor, input),
  'host.prepareKeyChange': (context, { input, actor }) => prepareKeyChange(context, actor, input),
  'host.beginKeyChange': (context, { input }) => beginKeyChange(context, input),
  'host.recordKeyPaper': (context, { input, actor }) => {
    recordKeyPaper(context, actor, input);
    return {};
  },
  'host.recordKeyTest': (context, { input, actor }) => {
    recordKeyTest(context, actor, input);
    return {};
  },
};
