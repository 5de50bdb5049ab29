import type { Handlers } from '../context.ts';
import { readOverview } from './read.ts';

export const overviewHandlers: Pick<Handlers, 'overview.read'> = {
  'overview.read': (context) => readOverview(context),
};
