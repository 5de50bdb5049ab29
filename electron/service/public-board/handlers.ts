import type { Handlers } from '../context.ts';
import { readNextBoard } from './board.ts';
import { madeBoards, makeBoard } from './made.ts';

type PublicBoardRequest = Extract<keyof Handlers, `publicBoard.${string}`>;

export const publicBoardHandlers: Pick<Handlers, PublicBoardRequest> = {
  'publicBoard.preview': async (context) => {
    const { board } = await readNextBoard(context);
    return { board, made: madeBoards(context) };
  },
  'publicBoard.make': (context, { actor }) => makeBoard(context, actor),
};
