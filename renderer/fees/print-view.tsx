import { Button, Group, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import { documentKinds } from '../../shared/contract/documents/document.ts';
import { type PaperName, paperSizes } from '../../shared/contract/documents/paper.ts';
import type { Stay } from '../../shared/contract/stays.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import { dayOf } from '../components/typed-day.ts';

const papers = documentKinds.daily_fees.papers.map((name) => ({
  value: name,
  label: paperSizes[name].title,
}));

/** The lists that the patient gets: of one day, or of the whole stay. */
export function PrintView({ stay }: { stay: Stay }) {
  const client = useClient();
  const act = useAct();
  const [day, setDay] = useState<string>(stay.dischargedOn ?? stay.admittedOn);
  const [paper, setPaper] = useState<PaperName>(documentKinds.daily_fees.papers[0]);
  const [reason, setReason] = useState('');
  const [done, setDone] = useState<string>();
  const print = (kind: 'daily_fees' | 'fee_list') =>
    act.run(async () => {
      setDone(undefined);
      const { sentence } = await client.request('documents.print', {
        kind,
        subjectId: stay.stayId,
        day: kind === 'daily_fees' ? dayOf(day) : null,
        paper,
        reason: reason.trim() || null,
      });
      setDone(sentence);
    });
  return (
    <>
      <SimpleGrid cols={3}>
        <TextInput
          label="哪一天"
          description="只用于日清单"
          value={day}
          autoFocus
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <NativeSelect
          label="纸张"
          description="费用明细用 A4 或 A5"
          data={papers}
          value={paper}
          onChange={(event) => setPaper(event.currentTarget.value as PaperName)}
        />
        <TextInput
          label="补打原因"
          description="第一次打印不用填"
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </SimpleGrid>
      <Group>
        <Button loading={act.waiting} onClick={() => print('daily_fees')}>
          打印日清单
        </Button>
        <Button variant="default" loading={act.waiting} onClick={() => print('fee_list')}>
          打印全部费用明细
        </Button>
      </Group>
      <Trouble refusal={act.refusal} />
      <Waiting what={act.waiting ? '正在打印……' : undefined} />
      {done !== undefined && <Look sentence={done} />}
    </>
  );
}
