import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CatalogueImportReport, CatalogueState } from '../../shared/contract/catalogue.ts';
import type { EventPayload } from '../../shared/contract/contract.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { type Asked, useAct, useAnswer, useClient, useEvent } from '../app/use-client.ts';
import { formatMoment } from '../components/moment.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { dayOf } from '../components/typed-day.ts';
import { Matching } from '../fees/matching.tsx';
import css from './admin.module.css';
import { CatalogueReport } from './catalogue-report.tsx';
import { ImportTable } from './import-table.tsx';
import { ItemClassFrom } from './item-class-from.tsx';

interface Chosen {
  readonly fileToken: string;
  readonly report: CatalogueImportReport;
}

/** The county's catalogue: what counts, what of the hospital's items it does not know, and a new import. */
export function CataloguePage({ session, status }: RoomProps) {
  const client = useClient();
  const state = useAnswer('catalogue.state', {});
  const act = useAct();
  const [day, setDay] = useState<string>(`${status.today.slice(0, 4)}-01-01`);
  const [chosen, setChosen] = useState<Chosen>();
  const send = async (fileToken: string, leaveOutRefused: boolean) => {
    const fromDay = dayOf(day);
    const report = await client.request('catalogue.import', { fileToken, fromDay, leaveOutRefused });
    setChosen({ fileToken, report });
    state.reload();
  };
  const choose = () =>
    act.run(async () => {
      const file = await client.request('files.choose', { purpose: 'catalogue' });
      if (file !== null) await send(file.fileToken, false);
    });
  const imports = mayAsk(session.role, 'catalogue.import');
  return (
    <>
      <h2>目录</h2>
      <InForce state={state.value} />
      {imports && (
        <div className={css['form']}>
          <TextInput
            label="起用日期"
            description="从这一天的费用起按它核对"
            value={day}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
          <Button onClick={choose} loading={act.waiting} autoFocus>
            选择目录文件（CSV 或 XLSX）
          </Button>
        </div>
      )}
      <Progress isRunning={act.waiting} state={state} />
      <Trouble refusal={act.refusal ?? state.refusal} />
      {chosen !== undefined && (
        <CatalogueReport
          report={chosen.report}
          waiting={act.waiting}
          onLeaveOut={() => act.run(() => send(chosen.fileToken, true))}
        />
      )}
      {state.value !== undefined && (
        <>
          {imports && <ItemClassFrom state={state.value} onChanged={state.reload} />}
          {mayAsk(session.role, 'catalogue.map') && (
            // Another catalogue leaves other items unmatched.
            <Matching key={state.value.imports[0]?.importId} onChanged={state.reload} />
          )}
          <ImportTable
            dayTitle="起用日期"
            countTitle="项数"
            imports={state.value.imports.map((one) => ({ ...one, day: one.fromDay, count: one.itemCount }))}
          />
        </>
      )}
    </>
  );
}

function InForce({ state }: { state: CatalogueState | undefined }) {
  if (state === undefined) return null;
  const { inForce, itemsInForce, unmatchedCount, imports } = state;
  if (inForce === null) {
    return (
      <p className={css['state']}>
        还没有起用的目录。从医保局的网站或平台取得本年度的药品、诊疗、材料目录（CSV 或
        XLSX），在这里选择文件；导入前逐行核对，有一行不对就一行也不写入。没有目录时，等级以费用清单为准。
      </p>
    );
  }
  const last = imports[0];
  return (
    <p className={css['state']}>
      <b>
        现用：{inForce.fromDay} 起用，今天有效 {itemsInForce} 项 · 未匹配 {unmatchedCount ?? 0}
      </b>
      {inForce.isOfAnotherYear && (
        <b className={css['look']}> · 是 {inForce.fromDay.slice(0, 4)} 年的目录，请核对有没有新的</b>
      )}
      {last !== undefined && (
        <>
          {' '}
          · 最近一次导入：{formatMoment(last.recordedAt)} {last.recordedBy ?? '系统'} {last.fileName}
        </>
      )}
    </p>
  );
}

/** Open stays are counted anew behind everything else; whoever imported sees how many are left. */
function Recounting({ left, onMoved }: { left: number; onMoved: () => void }) {
  useEvent('catalogue.progress', ({ phase }) => {
    if (phase === 'recounting' || phase === 'idle') onMoved();
  });
  if (left === 0) return null;
  return <Waiting what={`在院和没有结算的住院正在按新的目录、对照重新计算，还有 ${left} 次……`} />;
}

/** How far the import is; it can be ended until it is written. Then the recount that follows it. */
function Progress({ isRunning, state }: { isRunning: boolean; state: Asked<CatalogueState> }) {
  const client = useClient();
  const [progress, setProgress] = useState<EventPayload<'catalogue.progress'>>();
  useEvent('catalogue.progress', setProgress);
  if (!isRunning) return <Recounting left={state.value?.toRecountCount ?? 0} onMoved={state.reload} />;
  const { phase, rowCount } = progress ?? { phase: 'idle', rowCount: 0 };
  if (phase === 'storing') return <Waiting what={`核对完毕，正在写入 ${rowCount} 项……`} />;
  return (
    <div className={css['form']}>
      <Waiting what={`正在逐行核对目录，已核对 ${rowCount} 行……`} />
      <Button
        size="compact-md"
        variant="default"
        onClick={() => void client.request('catalogue.cancelImport', {}).catch(() => undefined)}
      >
        取消导入
      </Button>
    </div>
  );
}
