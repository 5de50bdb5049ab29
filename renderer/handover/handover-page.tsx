import { Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { HandoverOutlook } from '../../shared/contract/handover.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import type { RoomProps } from '../app/room.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { AccountFields } from '../components/account-fields.tsx';
import { KeyboardForm } from '../components/keyboard-form.tsx';
import { formatInstant } from '../components/moment.ts';
import { RefusalContext } from '../components/refusal-context.ts';
import { nobodyYet } from '../components/second-person-fields.tsx';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import { yuanTyped } from '../components/typed-amount.ts';
import css from '../day-close/day-close.module.css';

/** 交班: what is open at the window, and the next clerk signs in at the same screen. */
export function HandoverPage({ onEntered }: RoomProps) {
  const { value, refusal } = useAnswer('handover.outlook', {});
  return (
    <>
      <h2>交班</h2>
      <Trouble refusal={refusal} />
      {value !== undefined && (
        <div className={css['shift']}>
          <section>
            <WhatIsOpen outlook={value} />
          </section>
          <HandoverForm onEntered={onEntered} />
        </div>
      )}
    </>
  );
}

/** What forms are called, by the kind of their drafts. */
const begunTitles: Readonly<Record<string, string>> = {
  desk: '桌面上打开的患者',
  stay: '没登记完的入院',
  settling: '没确认的收款',
  agreement: '没签完的先诊疗后付费协议',
  agree: '没签完的还款约定',
  debt: '没收完的欠费',
  refund: '没办完的退款',
  referral: '没开完的转诊',
  identify: '没认定完的身份',
  papers: '没存完的附件',
};

function WhatIsOpen({ outlook }: { readonly outlook: HandoverOutlook }) {
  const { begun, expectedCashFen, hasOpenShift, unsentCount, deadCount, ownApprovalCount, last } = outlook;
  return (
    <Stack gap="xs">
      <h3>交班前看一遍</h3>
      {begun.length > 0 && (
        <Look
          sentence={`没办完的：${begun.map((kind) => begunTitles[kind] ?? kind).join('、')}。交班后不保留，请先办完。`}
        />
      )}
      {begun.length === 0 && <p>没有没办完的。</p>}
      <p>
        抽屉里应有现金 <b>{formatYuan(expectedCashFen)}</b> 元
        {hasOpenShift ? '（上次日结以来，含备用金）。各人的钱各自日结，交班前最好先日结。' : '（都已日结）。'}
      </p>
      <p>
        未上传 {unsentCount} 条{deadCount > 0 && `，受阻 ${deadCount} 条，请告诉接班人`}。
      </p>
      {ownApprovalCount > 0 && <Look sentence={`您一人先办的 ${ownApprovalCount} 件事还没有复核。`} />}
      {last.length > 0 && <h3>最近几次交班</h3>}
      {last.map((one) => (
        <p key={one.at} className={css['soft']}>
          {formatInstant(one.at)} {one.fromName} → {one.toName}，应有 {formatYuan(one.expectedCashFen)} 元
          {one.countedCashFen === null ? '，没有点钱' : `，点了 ${formatYuan(one.countedCashFen)} 元`}
          {one.note !== '' && `；${one.note}`}
        </p>
      ))}
    </Stack>
  );
}

function HandoverForm({ onEntered }: Pick<RoomProps, 'onEntered'>) {
  const client = useClient();
  const act = useAct();
  const [next, setNext] = useState(nobodyYet);
  const [counted, setCounted] = useState('');
  const [note, setNote] = useState('');
  const submit = () =>
    act.run(async () => {
      const countedCashFen = counted.trim() === '' ? null : yuanTyped(counted);
      if (typeof countedCashFen === 'string' || countedCashFen === undefined) {
        throw new Refusal('amount_not_a_number', countedCashFen ?? '请填点到的现金，或者不填。');
      }
      onEntered(await client.request('handover.give', { next, countedCashFen, note: note.trim() }));
    });
  return (
    <KeyboardForm className={css['close']} onSubmit={submit}>
      <h3>接班人在这里登录</h3>
      <TextInput
        label="两人当面点到的现金（元）"
        description="可以不点"
        maxLength={20}
        autoFocus
        value={counted}
        onChange={(event) => setCounted(event.currentTarget.value)}
      />
      <TextInput
        label="要交代的事"
        description="不写患者姓名和证件号"
        maxLength={200}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <RefusalContext value={act.refusal}>
        <AccountFields
          value={next}
          onChange={setNext}
          account={{ label: '接班人账号', description: '收费员或收费组长' }}
          password={{ label: '接班人密码', description: '本人输入' }}
        />
      </RefusalContext>
      <Trouble refusal={act.refusal} />
      <Waiting what={act.waiting ? '正在交班……' : undefined} />
      <Button type="submit" loading={act.waiting}>
        交班，我退出登录
      </Button>
    </KeyboardForm>
  );
}
