import { Button, Group, Table } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import type { PublicBoard } from '../../shared/contract/public-board.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { bandWords, boardNotes, villageWords } from '../documents/board-words.ts';
import { printPaper } from '../payment/print-paper.ts';
import css from './public-board.module.css';

const usual = { paper: null, printer: null };

/** The board for the public as it would be hung up now; one key keeps and prints it. */
export function PublicBoardPage({ session, active }: RoomProps) {
  const client = useClient();
  const preview = useAnswer('publicBoard.preview', {});
  const act = useAct();
  const [said, setSaid] = useState<string>();
  const mayMake = mayAsk(session.role, 'publicBoard.make') && preview.value !== undefined;
  const make = () =>
    act.run(async () => {
      const { boardId, number } = await client.request('publicBoard.make', {});
      preview.reload();
      const { sentence } = await printPaper(client, 'public_board', boardId, usual);
      setSaid(`${number}：${sentence}`);
    });
  const again = (boardId: string, number: string) =>
    act.run(async () => {
      const { sentence } = await printPaper(client, 'public_board', boardId, usual, '再贴一张');
      setSaid(`${number}：${sentence}`);
    });
  useHotkeys(active && mayMake ? [['F6', make]] : [], []);
  return (
    <div className={css['page']}>
      <h2>公示表</h2>
      <Trouble refusal={act.refusal ?? preview.refusal} />
      <Waiting what={preview.waiting ? '正在按最新名册计数，窗口照常结算……' : undefined} />
      {preview.value !== undefined && <Board board={preview.value.board} />}
      <Group gap="sm">
        {mayMake && (
          <Button loading={act.waiting} onClick={make}>
            <KeyHint of="F6" /> 定稿并打印
          </Button>
        )}
        {said !== undefined && <span role="status">{said}</span>}
      </Group>
      {preview.value !== undefined && preview.value.made.length > 0 && (
        <Made
          made={preview.value.made}
          {...(mayAsk(session.role, 'documents.print') && { onPrint: again })}
        />
      )}
    </div>
  );
}

function Board({ board: { townships, total, year, rosterDay } }: { board: PublicBoard }) {
  if (townships.length === 0) return <p>各村镇的人数都太少，没有可以公示的数。</p>;
  return (
    <>
      <p>
        按 {rosterDay} 的名册，结算为 {year}{' '}
        年。定稿后打印的就是下面的内容，没有姓名，也没有少到能看出是谁的人数。
      </p>
      <div className={css['board']} tabIndex={0} role="region" aria-label="公示内容">
        <Table stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>乡镇</Table.Th>
              <Table.Th ta="right">在本院结算过的人</Table.Th>
              <Table.Th ta="right">各村起数合计</Table.Th>
              <Table.Th>各村在册人数</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {townships.map((one) => (
              <Table.Tr key={one.region + one.township}>
                <Table.Td>{one.township}</Table.Td>
                <Table.Td ta="right">{bandWords(one.treatedFrom)}</Table.Td>
                <Table.Td ta="right">{one.peopleFrom}</Table.Td>
                <Table.Td>{villageWords(one).join('　')}</Table.Td>
              </Table.Tr>
            ))}
            <Table.Tr>
              <Table.Th>合计</Table.Th>
              <Table.Th ta="right">{total.treatedFrom || '—'}</Table.Th>
              <Table.Th ta="right">{total.peopleFrom}</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Tbody>
        </Table>
      </div>
      <p className={css['soft']}>{boardNotes.join('')}</p>
    </>
  );
}

interface MadeProps {
  readonly made: RequestOutput<'publicBoard.preview'>['made'];
  readonly onPrint?: (boardId: string, number: string) => void;
}

/** Boards that were hung up; each says for ever what it said. */
function Made({ made, onPrint }: MadeProps) {
  return (
    <div className={css['made']}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>编号</Table.Th>
            <Table.Th>日期</Table.Th>
            <Table.Th>定稿人</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {made.slice(0, 3).map(({ boardId, number, day, madeByName }) => (
            <Table.Tr key={boardId}>
              <Table.Td>{number}</Table.Td>
              <Table.Td>{day}</Table.Td>
              <Table.Td>{madeByName}</Table.Td>
              <Table.Td ta="right">
                {onPrint !== undefined && (
                  <Button
                    size="compact-md"
                    variant="default"
                    aria-label={`再打 ${number}`}
                    onClick={() => onPrint(boardId, number)}
                  >
                    再打一张
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
