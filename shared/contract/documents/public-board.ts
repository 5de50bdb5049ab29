import { boardSchema } from '../public-board.ts';
import { documentKind } from './kind.ts';

/** 健康扶贫公示表, for the board outside; its subject is a board that was made. Nobody stands on it. */
export const publicBoardKind = documentKind({
  title: '健康扶贫公示表',
  papers: ['A4_landscape'],
  isDaily: false,
  content: boardSchema,
});
