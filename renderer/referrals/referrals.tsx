import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { RegisteredReferral } from '../../shared/contract/referrals.ts';
import type { Role } from '../../shared/contract/request.ts';
import type { RoomProps } from '../app/room.ts';
import { useAnswer } from '../app/use-client.ts';
import { type LongColumn, LongTable } from '../components/long-table.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { ReferralDialog } from './referral-dialog.tsx';
import css from './referrals.module.css';
import { directionTitles, uploadWords } from './words.ts';

type Direction = RegisteredReferral['direction'];
const struck = (text: string, { isWithdrawn }: RegisteredReferral) =>
  isWithdrawn ? <s className={css['gone']}>{text}</s> : text;

const columns: readonly LongColumn<RegisteredReferral>[] = [
  { title: '方向', width: '4.5rem', cell: ({ direction }) => directionTitles[direction] },
  { title: '日期', width: '6.2rem', cell: ({ day }) => day },
  { title: '患者', width: '5.5rem', cell: (row) => struck(row.personName, row) },
  { title: '对方医院', width: 'minmax(7rem, 1fr)', cell: (row) => struck(row.otherHospital, row) },
  {
    title: '诊断',
    width: 'minmax(7rem, 1fr)',
    cell: ({ diagnosis: { name, code } }) => `${name}（${code}）`,
  },
  { title: '证明编号', width: '9.5rem', cell: (row) => struck(row.number ?? '无证明', row) },
  { title: '有效期至', width: '6.2rem', cell: ({ validTo }) => validTo },
  { title: '住院号', width: '7rem', cell: ({ admissionNumber }) => admissionNumber },
  { title: '备案', width: '9rem', cell: uploadWords },
];
const pageRows = 100;
const typingPauseMs = 250;

/** The register of referrals: both ways, the newest first. Enter on a line opens it. */
export function Referrals({ session }: RoomProps) {
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
        {register.value !== undefined && (
          <Register
            key={`${asked} ${direction} ${offset}`}
            rows={register.value.rows}
            isSearch={asked !== ''}
            role={session.role}
            onChanged={register.reload}
          />
        )}
      </div>
    </div>
  );
}

interface RegisterProps {
  readonly rows: readonly RegisteredReferral[];
  readonly isSearch: boolean;
  readonly role: Role;
  readonly onChanged: () => void;
}

function Register({ rows, isSearch, role, onChanged }: RegisterProps) {
  const [opened, setOpened] = useState<RegisteredReferral>();
  return (
    <>
      <LongTable
        label="转诊登记"
        columns={columns}
        rowCount={rows.length}
        rowAt={(index) => rows[index]}
        onOpen={setOpened}
        height="calc(100vh - 15rem)"
        empty={
          isSearch
            ? '没有找到。可以只输入编号或姓名的一部分。'
            : '还没有转诊。转出：在结算画面打开住院，按 F6，再按 F4。转入：登记入院时就医地选“经批准转诊”。'
        }
      />
      {opened !== undefined && (
        <ReferralDialog
          referral={opened}
          role={role}
          onChanged={() => (setOpened(undefined), onChanged())}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
}
