import { Button, Table } from '@mantine/core';
import { useState } from 'react';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAnswer } from '../app/use-client.ts';
import { formatMoment } from '../components/moment.ts';
import { Look, Trouble } from '../components/trouble.tsx';
import css from './admin.module.css';
import { BoardDue } from './board-due.tsx';
import { PutIntoForceDialog } from './put-into-force-dialog.tsx';
import { signatureWords } from './signature-words.ts';

type InForce = RequestOutput<'policy.inForce'>;

/** Which policy packs settle here, from when to when, and a new one. */
export function PolicyPage({ session, status }: RoomProps) {
  const { value, refusal, reload } = useAnswer('policy.inForce', {});
  const [isPutting, setPutting] = useState(false);
  return (
    <>
      <h2>政策</h2>
      {value !== undefined && <State packs={value} today={status.today} />}
      {value !== undefined && (
        <BoardDue
          packs={value.filter((pack) => isCurrent(pack, status.today))}
          role={session.role}
          onPrinted={reload}
        />
      )}
      {mayAsk(session.role, 'policy.putIntoForce') && (
        <div className={css['form']}>
          <Button autoFocus onClick={() => setPutting(true)}>
            启用一个政策包
          </Button>
        </div>
      )}
      <Trouble refusal={refusal} />
      {value !== undefined && value.length > 0 && <PackTable packs={value} today={status.today} />}
      {isPutting && (
        <PutIntoForceDialog
          today={status.today}
          onDone={() => {
            setPutting(false);
            reload();
          }}
          onClose={() => setPutting(false)}
        />
      )}
    </>
  );
}

function isCurrent({ fromDay, toDay }: InForce[number], today: string): boolean {
  return fromDay <= today && (toDay === null || today <= toDay);
}

function State({ packs, today }: { packs: InForce; today: string }) {
  const current = packs.filter((pack) => isCurrent(pack, today));
  if (current.length === 0) {
    return (
      <p className={css['state']}>
        <b>今天没有生效的政策包，窗口不能试算。</b>
        政策包是写明本县各项比例和条款的文件；由信息科启用，须有复核人。
      </p>
    );
  }
  return (
    <div className={css['state']}>
      <b>今天生效：{current.map(({ title, region }) => `${title}（参保地 ${region}）`).join('、')}</b>
      {current.flatMap(({ inForceId, warnings, signature }) =>
        [...warnings, ...(signature.state === 'broken' ? [signature.sentence] : [])].map((sentence) => (
          <Look key={`${inForceId} ${sentence}`} sentence={sentence} />
        )),
      )}
    </div>
  );
}

function PackTable({ packs, today }: { packs: InForce; today: string }) {
  return (
    <Table stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>政策包</Table.Th>
          <Table.Th>参保地</Table.Th>
          <Table.Th>启用期间</Table.Th>
          <Table.Th style={{ whiteSpace: 'nowrap' }}>今天</Table.Th>
          <Table.Th>校验码</Table.Th>
          <Table.Th>启用人</Table.Th>
          <Table.Th>签名</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {packs.map((pack) => (
          <Table.Tr key={pack.inForceId}>
            <Table.Td>{pack.title}</Table.Td>
            <Table.Td>{pack.region}</Table.Td>
            <Table.Td>
              {pack.fromDay} 至 {pack.toDay ?? '长期'}
            </Table.Td>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>
              {isCurrent(pack, today) ? '生效' : pack.fromDay > today ? '未到' : '已过'}
            </Table.Td>
            <Table.Td title={pack.packHash}>{pack.packHash.slice(0, 12)}</Table.Td>
            <Table.Td>
              {pack.recordedBy ?? '系统'} {formatMoment(pack.recordedAt)}
            </Table.Td>
            <Table.Td>{signatureWords(pack.signature)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
