import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readNextBoard } from '../../../electron/service/public-board/board.ts';
import { madeBoards, makeBoard, publicBoardContent } from '../../../electron/service/public-board/made.ts';
import { documentKinds } from '../../../shared/contract/documents/document.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { nextIdNumber } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { actsOf } from '../audit/acts-of.ts';
import { importRows, type Row } from '../roster-work/import-rows.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());
const roster = (asOfDay: string, rows: readonly Row[]) => importRows(hospital, asOfDay, rows);

describe('a board that is hung up', () => {
  const village = (name: string, count: number): Row[] =>
    Array.from({ length: count }, () => ({ name: '欧阳建国', idNumber: nextIdNumber(), village: name }));

  it('is counted from the newest roster, kept word for word, and moves only with ten people', async () => {
    expect(await refusalCode(() => readNextBoard(hospital.context))).toBe('public_board_without_roster');
    const [large, small] = [village('桃园村', 25), village('柳树村', 9)];
    await roster('2020-02-01', small);
    const finance = hospital.actor('finance');
    expect(await refusalCode(() => makeBoard(hospital.context, finance))).toBe('public_board_empty');
    await roster('2020-02-02', [...large, ...small]);
    const { boardId, number } = await makeBoard(hospital.context, finance);
    expect(number).toBe('GB20200310-0001');
    const content = () =>
      documentKinds.public_board.content.parse(publicBoardContent(hospital.context, boardId).content);
    const hung = content();
    expect(hung.townships).toMatchObject([
      { peopleFrom: 20, villages: [{ village: '桃园村', peopleFrom: 20 }] },
    ]);
    // One more in the small village, five fewer in the large one.
    await roster('2020-03-01', [...large.slice(5), ...small, ...village('柳树村', 1)]);
    const { board } = await readNextBoard(hospital.context);
    expect(board).toMatchObject({ total: { peopleFrom: 30 }, rosterDay: '2020-03-01' });
    await roster('2020-03-02', [...large.slice(15), ...small]);
    expect((await readNextBoard(hospital.context)).board.townships[0]!.villages).toEqual([
      { village: '桃园村', peopleFrom: 10 },
    ]);
    expect(content()).toEqual(hung);
    expect(actsOf(hospital, 'publicBoard.made')).toEqual([boardId]);
    expect(madeBoards(hospital.context)).toMatchObject([{ boardId, number, madeByName: '测试3号' }]);
  });
});
