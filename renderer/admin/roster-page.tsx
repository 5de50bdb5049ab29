import { Button, TextInput } from '@mantine/core';
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
import { ImportTable } from './import-table.tsx';
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
      <ImportTable
        dayTitle="截止日期"
        countTitle="人数"
        imports={(imports.value ?? []).map((one) => ({ ...one, day: one.asOfDay, count: one.personCount }))}
      />
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
