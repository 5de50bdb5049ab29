import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { RequestOutput } from '../../../shared/contract/contract.ts';
import { boardSchema, type PublicBoard } from '../../../shared/contract/public-board.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { nextPaperNumber } from '../admission/paper-number.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Gathered } from '../documents/gather.ts';
import { readHospital } from '../hospital/settings.ts';
import { readNextBoard } from './board.ts';

const mostShown = 24;

/**
 * Keeps the board as it is now, with the counts behind the numbers that moved. Refuses `public_board_without_roster`,
 * `public_board_empty`, and `public_board_meanwhile` where another was made while the counting went on.
 */
export async function makeBoard(
  context: ServiceContext,
  actor: Actor,
): Promise<RequestOutput<'publicBoard.make'>> {
  const { database } = context;
  const newestBefore = newestBoardId(context);
  const { board, moved } = await readNextBoard(context);
  if (board.townships.length === 0) {
    throw new Refusal(
      'public_board_empty',
      '各村镇的人数都太少，没有可以公示的数；公示会暴露个人，所以不出表。',
    );
  }
  return inTransaction(database, () => {
    if (newestBoardId(context) !== newestBefore) {
      throw new Refusal('public_board_meanwhile', '刚才另有人定了一张公示表，请刷新后看那一张。');
    }
    const [boardId, hospital] = [context.newId(), readHospital(context, board.day)];
    const number = nextPaperNumber(context, 'public_board', hospital, board.day);
    insertRow(database, 'public_board', {
      id: boardId,
      number,
      day: board.day,
      content: JSON.stringify(board),
      recorded_at: context.clock.now().toISOString(),
      recorded_by: actor.accountId,
    });
    for (const [cell, { counted, shown }] of moved) {
      insertRow(database, 'public_board_cell', { cell, board_id: boardId, counted, shown });
    }
    appendAudit(context, actor, 'publicBoard.made', boardId, { number });
    return { boardId, number };
  });
}

/** The newest boards, the newest first. */
export function madeBoards({ database }: ServiceContext): RequestOutput<'publicBoard.preview'>['made'] {
  return statement<[], RequestOutput<'publicBoard.preview'>['made'][number]>(
    database,
    `SELECT board.id AS boardId, number, day, display_name AS madeByName FROM public_board AS board
     JOIN staff_account ON staff_account.id = board.recorded_by ORDER BY board.rowid DESC LIMIT ${mostShown}`,
  ).all();
}

/** What a board said when it was made. Refuses `public_board_unknown`. */
export function publicBoardContent(context: ServiceContext, boardId: string): Gathered<'public_board'> {
  const row = statement<[string], { number: string; day: LocalDate; content: string }>(
    context.database,
    'SELECT number, day, content FROM public_board WHERE id = ?',
  ).get(boardId);
  if (row === undefined) throw new Refusal('public_board_unknown', '没有找到这张公示表，请刷新后再选。');
  const content: PublicBoard = boardSchema.parse(JSON.parse(row.content));
  return {
    title: '健康扶贫公示表',
    number: row.number,
    personId: null,
    businessDay: row.day,
    content,
  };
}

function newestBoardId({ database }: ServiceContext): string | undefined {
  return statement<[], { id: string }>(
    database,
    'SELECT id FROM public_board ORDER BY rowid DESC LIMIT 1',
  ).get()?.id;
}
