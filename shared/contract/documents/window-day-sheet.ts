import { windowDaySchema } from '../day-close.ts';
import { documentKind } from './kind.ts';

/** 日结单 of a window: every clerk's close of one business day; its subject is the first of them. */
export const windowDaySheetKind = documentKind({
  title: '窗口日结汇总',
  papers: ['A4_landscape'],
  isDaily: false,
  bearsLogHead: true,
  content: windowDaySchema,
});
