import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAct, useClient } from '../app/use-client.ts';
import { Trouble } from '../components/trouble.tsx';
import { printPaper } from '../payment/print-paper.ts';

/** Business days, both inclusive. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** The closes of those days as a table, and the window's own sheet of the last of them. */
export function SheetsOut({ days }: { days: Days }) {
  const client = useClient();
  const act = useAct();
  const [said, setSaid] = useState<string>();
  const save = () =>
    act.run(async () => {
      const file = await client.request('dayClose.save', days);
      setSaid(file === null ? undefined : `✓ 已保存 ${file.fileName}`);
    });
  const print = () =>
    act.run(async () => {
      const day = await client.request('dayClose.windowDay', { businessDay: days.to });
      const [first] = day?.closes ?? [];
      if (first === undefined) {
        setSaid(`${days.to} 没有日结单。`);
        return;
      }
      const choice = { paper: null, printer: null };
      const { sentence } = await printPaper(client, 'window_day_sheet', first.dayCloseId, choice, '财务存档');
      setSaid(sentence);
    });
  return (
    <>
      <Button variant="default" loading={act.waiting} onClick={save}>
        导出 XLSX
      </Button>
      <Button variant="default" loading={act.waiting} onClick={print}>
        打印 {days.to} 窗口汇总
      </Button>
      {said !== undefined && <span role="status">{said}</span>}
      <Trouble refusal={act.refusal} />
    </>
  );
}
