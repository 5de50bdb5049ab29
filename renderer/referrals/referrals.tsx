import { Button, NativeSelect, Table, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { RegisteredReferral } from '../../shared/contract/referrals.ts';
import { useAnswer } from '../app/use-client.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import css from './referrals.module.css';

type Direction = RegisteredReferral['direction'];
const directionTitles: Record<Direction, string> = { in: '转入 ←', out: '转出 →' };
const uploadTitles: Record<RegisteredReferral['upload'], string> = {
  waiting: '待上传',
  done: '✓ 中心已备案',
  dead: '✕ 中心不接收',
  none: '不上传',
};
const pageRows = 100;
const typingPauseMs = 250;

/** The register of referrals: both ways, the newest first. */
export function Referrals() {
  const [text, setText] = useState('');
  const [direction, setDirection] = useState<Direction | ''>('');
  const [offset, setOffset] = useState(0);
  const [asked] = useDebouncedValue(text.trim(), typingPauseMs);
  const register = useAnswer('referrals.register', { direction: direction || null, text: asked, offset });
  return (
    <div className={css['room']}>
      <h2>转诊登记</h2>
      <div className={css['find']}>
        <TextInput
          label="查找"
          placeholder="证明编号、姓名、医院、住院号"
          maxLength={60}
          autoFocus
          w="22rem"
          value={text}
          onChange={(event) => (setOffset(0), setText(event.currentTarget.value))}
        />
        <NativeSelect
          label="方向"
          value={direction}
          data={[
            { value: '', label: '转入和转出' },
            { value: 'in', label: '只看转入' },
            { value: 'out', label: '只看转出' },
          ]}
          onChange={(event) => (setOffset(0), setDirection(event.currentTarget.value as Direction | ''))}
        />
        <Button variant="default" disabled={offset === 0} onClick={() => setOffset(offset - pageRows)}>
          上一页
        </Button>
        <Button
          variant="default"
          disabled={register.value?.more !== true}
          onClick={() => setOffset(offset + pageRows)}
        >
          下一页
        </Button>
      </div>
      <div>
        <Trouble refusal={register.refusal} />
        <Waiting what={register.waiting ? '正在查找……' : undefined} />
        {register.value !== undefined && <Register rows={register.value.rows} isSearch={asked !== ''} />}
      </div>
    </div>
  );
}

function Register({ rows, isSearch }: { rows: readonly RegisteredReferral[]; isSearch: boolean }) {
  if (rows.length === 0) {
    return (
      <p>
        {isSearch
          ? '没有找到。可以只输入编号或姓名的一部分。'
          : '还没有转诊。转出：在结算画面打开住院，按 F6，再按 F4。转入：登记入院时就医地选“经批准转诊”。'}
      </p>
    );
  }
  return (
    <Table stickyHeader aria-label="转诊登记">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>方向</Table.Th>
          <Table.Th>日期</Table.Th>
          <Table.Th>患者</Table.Th>
          <Table.Th>对方医院</Table.Th>
          <Table.Th>诊断</Table.Th>
          <Table.Th>证明编号</Table.Th>
          <Table.Th>有效期至</Table.Th>
          <Table.Th>住院号</Table.Th>
          <Table.Th>备案</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.referralId} className={row.isWithdrawn ? css['gone'] : undefined}>
            <Table.Td>{directionTitles[row.direction]}</Table.Td>
            <Table.Td>{row.day}</Table.Td>
            <Table.Td>{row.personName}</Table.Td>
            <Table.Td>{row.otherHospital}</Table.Td>
            <Table.Td>
              {row.diagnosis.name}（{row.diagnosis.code}）
            </Table.Td>
            <Table.Td>{row.number ?? '无证明'}</Table.Td>
            <Table.Td>{row.validTo}</Table.Td>
            <Table.Td>{row.admissionNumber}</Table.Td>
            <Table.Td>{row.isWithdrawn ? '已作废' : uploadTitles[row.upload]}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
