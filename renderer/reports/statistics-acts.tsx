import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { ReportPeriod, SavedReport } from '../../shared/contract/reports.ts';
import type { Role } from '../../shared/contract/request.ts';
import { mayAsk } from '../app/permission.ts';
import { type Act, useAct, useClient } from '../app/use-client.ts';
import { ExportButton } from '../components/export-button.tsx';
import { Trouble } from '../components/trouble.tsx';
import { printPaper } from '../payment/print-paper.ts';
import css from './reports.module.css';
import { SavePdfButton } from './save-pdf-button.tsx';

const usual = { paper: null, printer: null };

interface StatisticsActsProps {
  readonly role: Role;
  readonly period: ReportPeriod;
  readonly onRecounted: () => void;
  readonly onTargets: () => void;
}

/** Save, keep and print, prove, and set targets; what became of it is said beside. */
export function StatisticsActs({ role, period, onRecounted, onTargets }: StatisticsActsProps) {
  const client = useClient();
  const act = useAct();
  const [said, setSaid] = useState<string>();
  const [made, setMade] = useState<{ readonly reportId: string; readonly number: string }>();
  const print = () =>
    act.run(async () => {
      const { reportId, number } = await client.request('reports.makeStatistics', { period });
      const { sentence } = await printPaper(client, 'report', reportId, usual);
      setMade({ reportId, number });
      setSaid(`${number}：${sentence}`);
    });
  const prove = () =>
    act.run(async () => {
      const { isSame, settlements } = await client.request('reports.recount', { period });
      setSaid(
        isSame
          ? `✓ 逐笔重加 ${settlements} 笔，与结算、记账一致。`
          : '与逐笔重加的不一致，已全部重新统计，请重新看。',
      );
      onRecounted();
    });
  return (
    <div className={css['acts']}>
      <Group gap="xs">
        <SaveButton asked={{ what: 'statistics', period }} act={act} onSaid={setSaid} />
        {made !== undefined && (
          <SavePdfButton
            {...made}
            papers={[{ kind: 'report', title: '统计表' }]}
            act={act}
            onSaid={setSaid}
          />
        )}
        {mayAsk(role, 'reports.makeStatistics') && (
          <>
            <Button size="compact-md" variant="default" onClick={onTargets}>
              目标
            </Button>
            <Button size="compact-md" variant="default" onClick={prove}>
              核对
            </Button>
            <Button size="compact-md" loading={act.waiting} onClick={print}>
              制表打印
            </Button>
          </>
        )}
      </Group>
      {said !== undefined && <span role="status">{said}</span>}
      <Trouble refusal={act.refusal} />
    </div>
  );
}

interface SaveButtonProps {
  readonly asked: SavedReport;
  readonly act: Act;
  readonly onSaid: (sentence: string | undefined) => void;
}

/** A spreadsheet where the person says; the one that names people with a second person. */
export function SaveButton({ asked: report, act, onSaid }: SaveButtonProps) {
  const client = useClient();
  const say = (fileName: string) => onSaid(`✓ 已保存 ${fileName}`);
  if (report.what === 'special_treatment') {
    return (
      <ExportButton
        label="导出 XLSX"
        size="compact-md"
        save={(secondPerson) => client.request('reports.save', { report, secondPerson })}
        onSaved={say}
      />
    );
  }
  const save = () =>
    act.run(async () => {
      const file = await client.request('reports.save', { report, secondPerson: null });
      if (file === null) onSaid(undefined);
      else say(file.fileName);
    });
  return (
    <Button size="compact-md" variant="default" onClick={save}>
      导出 XLSX
    </Button>
  );
}
