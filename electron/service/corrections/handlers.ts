import type { Handlers } from '../context.ts';
import { listAffected } from './affected.ts';
import { readDifferences } from './differences.ts';
import { prepareChain } from './preview-chain.ts';
import { runChain } from './run-chain.ts';

type CorrectionRequest =
  | 'corrections.previewChain'
  | 'corrections.runChain'
  | 'corrections.differences'
  | 'corrections.affected';

export const correctionHandlers: Pick<Handlers, CorrectionRequest> = {
  'corrections.previewChain': (context, { input, actor }) => prepareChain(context, actor, input).preview,
  'corrections.runChain': (context, { input, actor }) => runChain(context, actor, input),
  'corrections.differences': (context, { input }) => readDifferences(context, input.personId),
  'corrections.affected': (context) => listAffected(context),
};
