import { appendOnly, type Migration } from './migration.ts';

/**
 * Boards for the public, word for word as they were hung up, and of each number that a board changed the count behind it:
 * the next board shows another number only when the count has moved far enough from this one (public-board/publish.ts).
 */
export const publicBoards: Migration = {
  version: 76,
  title: 'public boards',
  sql: `
CREATE TABLE public_board (
  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, day TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE TABLE public_board_cell (
  -- What is counted, of which year, and where: JSON. The newest row of a cell counts.
  cell TEXT NOT NULL, board_id TEXT NOT NULL REFERENCES public_board(id) DEFERRABLE INITIALLY DEFERRED,
  counted INTEGER NOT NULL CHECK (counted >= 0), shown INTEGER NOT NULL CHECK (shown >= 0),
  UNIQUE (cell, board_id)
) STRICT;
CREATE INDEX public_board_cell_by_board ON public_board_cell(board_id);
${['public_board', 'public_board_cell'].map(appendOnly).join('\n')}
`,
};
