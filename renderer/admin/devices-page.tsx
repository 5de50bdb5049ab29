import { Button, Table } from '@mantine/core';
import { useState } from 'react';
import type { Devices, ReaderStep } from '../../shared/contract/identification.ts';
import type { CardReader } from '../../shared/identity/card-reader.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { ReaderDialog } from '../identification/reader-dialog.tsx';
import { ShapesDialog } from '../identification/shapes-dialog.tsx';
import { characterTitles, paperTitles } from '../identification/words.ts';
import css from './admin.module.css';
import { SettingsTable } from './settings-table.tsx';
import { TriedTable } from './tried-table.tsx';

/** What stands beside this window: its card reader, and how the codes look that its scanner sends. */
export function DevicesPage({ session }: RoomProps) {
  const client = useClient();
  const { value, refusal, reload } = useAnswer('identification.devices', {});
  const [changing, setChanging] = useState<'reader' | 'shapes'>();
  const [steps, setSteps] = useState<readonly ReaderStep[]>();
  const act = useAct();
  const tryOut = (reader: CardReader) =>
    act.run(async () => {
      setSteps(undefined);
      setSteps((await client.request('identification.tryReader', { reader })).steps);
    });
  const done = () => {
    setChanging(undefined);
    setSteps(undefined);
    reload();
  };
  const mayChange = mayAsk(session.role, 'identification.changeReader');
  const reader = value?.reader ?? null;
  return (
    <>
      <h2>读卡器</h2>
      {value !== undefined && <ReaderState devices={value} />}
      {mayChange && value !== undefined && (
        <div className={css['form']}>
          <Button
            autoFocus
            loading={act.waiting}
            disabled={reader === null}
            onClick={() => reader !== null && tryOut(reader)}
          >
            试读一张卡
          </Button>
          <Button variant="default" disabled={act.waiting} onClick={() => setChanging('reader')}>
            更改设置
          </Button>
        </div>
      )}
      <Waiting what={act.waiting ? '正在读卡……' : undefined} />
      <Trouble refusal={refusal ?? act.refusal} />
      {steps !== undefined && <Steps steps={steps} />}
      <h2>扫码枪</h2>
      <p>扫码枪像键盘一样打字就能用，不用设置。18 位（旧 15 位）身份证号总认；别的码按下面的样子认：</p>
      {value !== undefined && <Shapes devices={value} />}
      {mayChange && value !== undefined && (
        <div className={css['form']}>
          <Button variant="default" onClick={() => setChanging('shapes')}>
            更改码的样子
          </Button>
        </div>
      )}
      {changing === 'reader' && value !== undefined && (
        <ReaderDialog devices={value} onDone={done} onClose={() => setChanging(undefined)} />
      )}
      {changing === 'shapes' && value !== undefined && (
        <ShapesDialog shapes={value.codeShapes} onDone={done} onClose={() => setChanging(undefined)} />
      )}
    </>
  );
}

function ReaderState({ devices: { reader, readerFromDay } }: { devices: Devices }) {
  if (reader === null) {
    return (
      <p className={css['state']}>
        这个窗口没有读卡器。按“更改设置”选一种；收费员现在用扫码或输入身份证号找人。
      </p>
    );
  }
  const { name, address, method, paths, timeoutMs } = reader;
  const rows: readonly (readonly [string, string])[] = [
    ['种类', readerFromDay === null ? name : `${name}，自 ${readerFromDay} 起`],
    ['地址', address],
    ['步骤', [paths.open, paths.read, paths.close].filter((path) => path !== null).join('  →  ')],
    ['方法和时限', `${method}，整个过程最多 ${timeoutMs} 毫秒`],
  ];
  return <SettingsTable rows={rows} />;
}

const stepTitles: Record<ReaderStep['what'], string> = {
  address: '连接',
  open: '打开',
  read: '读卡',
  card: '内容',
  close: '放开',
};
function Steps({ steps }: { steps: readonly ReaderStep[] }) {
  const tried = steps.map((step) => ({ ...step, title: stepTitles[step.what] }));
  return <TriedTable label="试读结果" tried={tried} untried="没有试到" />;
}

function Shapes({ devices }: { devices: Devices }) {
  return (
    <Table className={css['state']} aria-label="码的样子">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>证件</Table.Th>
          <Table.Th>字符</Table.Th>
          <Table.Th>开头</Table.Th>
          <Table.Th>位数</Table.Th>
          <Table.Th>后面带识别码</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {devices.codeShapes.map(({ paper, characters, beginsWith, shortest, longest, serialAfter }) => (
          <Table.Tr key={`${paper} ${shortest} ${beginsWith}`}>
            <Table.Th>{paperTitles[paper]}</Table.Th>
            <Table.Td>{characterTitles[characters]}</Table.Td>
            <Table.Td>{beginsWith || '不限'}</Table.Td>
            <Table.Td>{shortest === longest ? shortest : `${shortest} 至 ${longest}`}</Table.Td>
            <Table.Td>{serialAfter === null ? '没有' : `用 ${serialAfter} 隔开`}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
