import { z } from 'zod';
import { runSchema } from '../reconciliation.ts';
import { documentKind } from './kind.ts';

/** 对账单 of one run; its subject is the run. */
export const reconciliationSheetKind = documentKind({
  title: '对账单',
  papers: ['A4'],
  isDaily: false,
  listsPeople: true,
  // Papers of before hold what changed since a run before them; none shows it.
  content: runSchema.omit({ since: true }).extend({ since: z.unknown().optional() }),
});
