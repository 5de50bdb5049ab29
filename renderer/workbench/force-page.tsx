import { Button, Table } from '@mantine/core';
import { useState } from 'react';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import type { OpenedPack } from '../../shared/contract/workbench.ts';
import { signatureWords } from '../admin/signature-words.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { PeriodFields, periodOf } from '../components/period-fields.tsx';
import { SecondPersonFields, nobodyYet } from '../components/second-person-fields.tsx';
import { Look } from '../components/trouble.tsx';
import { NothingOpen } from './nothing-open.tsx';
import { textsOf } from './option-text.ts';
import type { Bench } from './use-bench.ts';
import type { BenchPageProps } from './bench-page.ts';
import css from './workbench.module.css';

/** Puts exactly the opened pack into force, with the options tried, by two people and from a day on. */
export function ForcePage({ bench, status }: BenchPageProps) {
  const [isPutting, setPutting] = useState(false);
  const [done, setDone] = useState<RequestOutput<'workbench.putIntoForce'>>();
  const { opened } = bench;
  if (opened === undefined) return <NothingOpen toDo="在这里启用" />;
  return (
    <>
      <h2>启用</h2>
      <p className={css['state']}>
        <b>{opened.title}</b> · {opened.document} · 参保地 {opened.region}
        <br />
        校验码 {opened.packHash}
      </p>
      <p>
        启用的就是打开的这份文本和下面的选项。要另一人复核；写明从哪天起，由本窗口的密钥签名，记入日志。之后的结算单都带这个校验码。
      </p>
      <SetOptions bench={bench} opened={opened} />
      <div>
        <Button autoFocus onClick={() => setPutting(true)}>
          启用这个政策包
        </Button>
      </div>
      {done !== undefined && (
        <p role="status" className={css['done']}>
          ✓ 已启用：{done.title}，{done.fromDay} 至 {done.toDay ?? '长期'}，校验码{' '}
          {done.packHash.slice(0, 12)}；签名：{signatureWords(done.signature)}
        </p>
      )}
      {done?.warnings.map((sentence) => (
        <Look key={sentence} sentence={sentence} />
      ))}
      {isPutting && (
        <ForceDialog
          bench={bench}
          opened={opened}
          today={status.today}
          onDone={(act) => {
            setDone(act);
            setPutting(false);
          }}
          onClose={() => setPutting(false)}
        />
      )}
    </>
  );
}

function SetOptions({ bench, opened }: { bench: Bench; opened: OpenedPack }) {
  const set = opened.options.filter(({ name }) => bench.options[name] !== undefined);
  if (set.length === 0) return <p>没有另设选项，都用政策包自己的值。</p>;
  return (
    <>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>选项</Table.Th>
            <Table.Th>值</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {set.map((option) => (
            <Table.Tr key={option.name}>
              <Table.Td>{option.says}</Table.Td>
              <Table.Td>{Object.values(textsOf(option, bench.options[option.name])).join(' / ')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <p>其余选项用政策包自己的值。</p>
    </>
  );
}

interface ForceDialogProps {
  readonly bench: Bench;
  readonly opened: OpenedPack;
  readonly today: string;
  readonly onDone: (act: RequestOutput<'workbench.putIntoForce'>) => void;
  readonly onClose: () => void;
}

function ForceDialog({ bench, opened, today, onDone, onClose }: ForceDialogProps) {
  const client = useClient();
  const act = useAct();
  const [period, setPeriod] = useState({ fromDay: today, toDay: '' });
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const submit = () =>
    act.run(async () => {
      const { openedId } = opened;
      const input = { openedId, options: bench.options, ...periodOf(period), secondPerson };
      onDone(await client.request('workbench.putIntoForce', input));
    });
  return (
    <FormDialog
      title={`启用 ${opened.title}`}
      act={act}
      submitLabel="启用"
      onSubmit={submit}
      onClose={onClose}
    >
      <PeriodFields value={period} onChange={setPeriod} autoFocus />
      <SecondPersonFields value={secondPerson} onChange={setSecondPerson} />
    </FormDialog>
  );
}
