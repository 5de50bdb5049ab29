import { Button, Table, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import type { RosterImportReport } from '../../shared/contract/people.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { formatMoment } from '../components/moment.ts';
import { Trouble } from '../components/trouble.tsx';
import { dayOf } from '../components/typed-day.ts';
import css from './admin.module.css';
import { RosterImportProgress } from './roster-progress.tsx';
import { RosterReport } from './roster-report.tsx';

interface Chosen {
  readonly fileToken: string;
  readonly report: RosterImportReport;
}

/** The roster of the registries: what is known, as of which day, and a new import. */
export function RosterPage({ session, status, active }: RoomProps) {
  const client = useClient();
  const imports = useAnswer('roster.imports', {});
  const act = useAct();
  const [day, setDay] = useState<string>(status.today);
  const [chosen, setChosen] = useState<Chosen>();
  const send = async (fileToken: string, leaveOutRefused: boolean) => {
    const asOfDay = dayOf(day);
    const report = await client.request('roster.import', { fileToken, asOfDay, leaveOutRefused });
    setChosen({ fileToken, report });
    imports.reload();
  };
  const choose = () =>
    act.run(async () => {
      const file = await client.request('files.choose', { purpose: 'roster' });
      if (file !== null) await send(file.fileToken, false);
    });
  return (
    <>
      <h2>名册</h2>
      <LastImport imports={imports.value} />
      {mayAsk(session.role, 'roster.import') && (
        <div className={css['form']}>
          <TextInput
            label="名册的截止日期"
            description="名册反映哪一天的情况"
            value={day}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
          <Button onClick={choose} loading={act.waiting} autoFocus>
            选择名册文件（CSV 或 XLSX）
          </Button>
        </div>
      )}
      <Trouble refusal={act.refusal ?? imports.refusal} />
      {mayAsk(session.role, 'roster.running') && <RosterImportProgress active={active} />}
      {chosen !== undefined && (
        <RosterReport
          report={chosen.report}
          waiting={act.waiting}
          onLeaveOut={() => act.run(() => send(chosen.fileToken, true))}
        />
      )}
      <ImportTable imports={imports.value ?? []} />
    </>
  );
}

type Imports = RequestOutput<'roster.imports'>;

function LastImport({ imports }: { imports: Imports | undefined }) {
  if (imports === undefined) return null;
  const last = imports[0];
  if (last === undefined) {
    return (
      <p className={css['state']}>
        还没有导入过名册。从扶贫、民政等部门的系统导出 CSV 或
        XLSX，在这里选择文件；导入前先逐行核对，有一行不对就一行也不写入。
      </p>
    );
  }
  return (
    <p className={css['state']}>
      <b>
        最近一次：{last.asOfDay} 的名册，{last.personCount} 人
      </b>{' '}
      · {formatMoment(last.recordedAt)} {last.recordedBy ?? '系统'} 导入
    </p>
  );
}

function ImportTable({ imports }: { imports: Imports }) {
  if (imports.length === 0) return null;
  return (
    <Table stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>截止日期</Table.Th>
          <Table.Th>文件</Table.Th>
          <Table.Th ta="right">人数</Table.Th>
          <Table.Th ta="right">未导入的行</Table.Th>
          <Table.Th>导入时间</Table.Th>
          <Table.Th>导入人</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {imports.map((one) => (
          <Table.Tr key={one.importId}>
            <Table.Td>{one.asOfDay}</Table.Td>
            <Table.Td className={css['file']}>{one.fileName}</Table.Td>
            <Table.Td ta="right">{one.personCount}</Table.Td>
            <Table.Td ta="right">{one.refusedCount}</Table.Td>
            <Table.Td>{formatMoment(one.recordedAt)}</Table.Td>
            <Table.Td>{one.recordedBy ?? '系统'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
