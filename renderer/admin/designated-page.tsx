import { Button, Checkbox, Group, NativeSelect, SimpleGrid, Table, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  type DesignatedHospital,
  hospitalNeeds,
  hospitalNeedTitles,
  hospitalRankTitles,
} from '../../shared/contract/referrals.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { PeriodFields, periodOf } from '../components/period-fields.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { dayOf } from '../components/typed-day.ts';
import css from './admin.module.css';

/** Where patients may be sent: the hospitals of the policy in force, and our own list beside it. */
export function DesignatedPage({ session, status }: RoomProps) {
  const client = useClient();
  const act = useAct();
  const list = useAnswer('designated.list', {});
  const [adds, setAdds] = useState(false);
  const [ends, setEnds] = useState<DesignatedHospital>();
  const [said, setSaid] = useState<string>();
  const mayChange = mayAsk(session.role, 'designated.add');
  const done = () => {
    setAdds(false);
    setEnds(undefined);
    list.reload();
  };
  const choose = () =>
    act.run(async () => {
      const file = await client.request('files.choose', { purpose: 'designated' });
      if (file === null) return;
      const { addedCount, knownCount } = await client.request('designated.import', {
        fileToken: file.fileToken,
      });
      setSaid(`新增 ${addedCount} 家，原来就有 ${knownCount} 家。`);
      list.reload();
    });
  return (
    <>
      <h2>定点医院</h2>
      <State list={list.value} />
      {mayChange && (
        <div className={css['form']}>
          <Button autoFocus onClick={() => setAdds(true)}>
            新增一家
          </Button>
          <Button variant="default" loading={act.waiting} onClick={choose}>
            从文件导入（CSV 或 XLSX）
          </Button>
          {said !== undefined && <span role="status">{said}</span>}
        </div>
      )}
      <Trouble refusal={act.refusal ?? list.refusal} />
      <Waiting what={act.waiting ? '正在核对名单……' : undefined} />
      <HospitalTable list={list.value ?? []} onEnd={mayChange ? setEnds : undefined} />
      {adds && <AddDialog today={status.today} onDone={done} onClose={() => setAdds(false)} />}
      {ends !== undefined && (
        <EndDialog hospital={ends} today={status.today} onDone={done} onClose={() => setEnds(undefined)} />
      )}
    </>
  );
}

function State({ list }: { list: readonly DesignatedHospital[] | undefined }) {
  if (list === undefined) return null;
  const count = list.filter(({ countsToday }) => countsToday).length;
  return (
    <p className={css['state']}>
      <b>今天有效 {count} 家</b> ·
      政策文件写明的随政策启用，在“政策”里改；其余的在这里维护，每家都有起止日期。
    </p>
  );
}

const sourceTitles = { policy: '政策文件', hand: '手工', file: '导入' } as const;

interface HospitalTableProps {
  readonly list: readonly DesignatedHospital[];
  readonly onEnd: ((hospital: DesignatedHospital) => void) | undefined;
}

function HospitalTable({ list, onEnd }: HospitalTableProps) {
  if (list.length === 0) return null;
  return (
    <Table stickyHeader aria-label="定点医院">
      <Table.Thead>
        <Table.Tr>
          {['医院', '级别', '起', '止', '收治条件', '依据', '来源', '今天', ''].map((title) => (
            <Table.Th key={title}>{title}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {list.map((one) => (
          <Table.Tr key={`${one.hospitalId ?? 'policy'} ${one.name} ${one.since}`}>
            <Table.Td>
              {one.name} {one.code}
            </Table.Td>
            <Table.Td>{hospitalRankTitles[one.rank]}</Table.Td>
            <Table.Td>{one.since}</Table.Td>
            <Table.Td>{one.until ?? '长期'}</Table.Td>
            <Table.Td>{one.needs.map((need) => hospitalNeedTitles[need]).join('、') || '无'}</Table.Td>
            <Table.Td>{one.clause}</Table.Td>
            <Table.Td>{sourceTitles[one.source]}</Table.Td>
            <Table.Td>{one.countsToday ? '✓ 有效' : '○ 无效'}</Table.Td>
            <Table.Td>
              {one.hospitalId !== null && one.countsToday && onEnd !== undefined && (
                <Button size="compact-sm" variant="subtle" color="red" onClick={() => onEnd(one)}>
                  停用
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface DialogProps {
  readonly today: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function AddDialog({ today, onDone, onClose }: DialogProps) {
  const client = useClient();
  const act = useAct();
  const [name, setName] = useState('');
  const [code, setCode] = useState('');
  const [clause, setClause] = useState('');
  const [rank, setRank] = useState<DesignatedHospital['rank']>('county');
  const [needs, setNeeds] = useState<DesignatedHospital['needs']>([]);
  const [period, setPeriod] = useState({ fromDay: today, toDay: '' });
  const submit = () =>
    act.run(async () => {
      const { fromDay: since, toDay: until } = periodOf(period);
      const optional = { code: code.trim() || null, clause: clause.trim() || null };
      await client.request('designated.add', { name, ...optional, rank, since, until, needs });
      onDone();
    });
  return (
    <FormDialog title="新增定点医院" act={act} submitLabel="新增" onSubmit={submit} onClose={onClose}>
      <SimpleGrid cols={2}>
        <TextInput
          label="医院名称"
          required
          data-autofocus
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label="级别"
          value={rank}
          data={(['county', 'city'] as const).map((value) => ({ value, label: hospitalRankTitles[value] }))}
          onChange={(event) => setRank(event.currentTarget.value as typeof rank)}
        />
        <TextInput
          label="机构编号"
          maxLength={30}
          placeholder="不知道可留空"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <TextInput
          label="依据"
          maxLength={100}
          placeholder="文件和条款"
          value={clause}
          onChange={(event) => setClause(event.currentTarget.value)}
        />
      </SimpleGrid>
      <PeriodFields value={period} onChange={setPeriod} />
      <Checkbox.Group label="收治条件" value={needs} onChange={(chosen) => setNeeds(chosen)}>
        <Group mt="xs">
          {hospitalNeeds.map((need) => (
            <Checkbox key={need} value={need} label={hospitalNeedTitles[need]} />
          ))}
        </Group>
      </Checkbox.Group>
    </FormDialog>
  );
}

function EndDialog({ hospital, today, onDone, onClose }: DialogProps & { hospital: DesignatedHospital }) {
  const client = useClient();
  const act = useAct();
  const [until, setUntil] = useState(today);
  const [reason, setReason] = useState('');
  const submit = () =>
    act.run(async () => {
      const { hospitalId } = hospital;
      if (hospitalId === null) return;
      await client.request('designated.end', { hospitalId, until: dayOf(until, '最后一天'), reason });
      onDone();
    });
  return (
    <FormDialog
      title={`停用 ${hospital.name}`}
      act={act}
      submitLabel="停用"
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label="最后有效的一天"
        required
        data-autofocus
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <TextInput
        label="原因"
        required
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
