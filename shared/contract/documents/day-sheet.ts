import { dayCloseSchema } from '../day-close.ts';
import { documentKind } from './kind.ts';

/** 日结单 of one clerk; its subject is the close. */
export const daySheetKind = documentKind({
  title: '日结单',
  papers: ['A4', 'A5'],
  isDaily: false,
  bearsLogHead: true,
  content: dayCloseSchema,
});
