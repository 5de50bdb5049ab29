import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RoomProps } from '../app/room.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { dayOf } from '../components/typed-day.ts';
import css from './fund-claims.module.css';

/** The ledger of some days in the words of the hospital's accounting, as a table. */
export function VouchersPage({ status }: RoomProps) {
  const client = useClient();
  const act = useAct();
  const [from, setFrom] = useState(`${status.today.slice(0, 8)}01`);
  const [to, setTo] = useState<string>(status.today);
  const [saved, setSaved] = useState<string>();
  const save = () =>
    act.run(async () => {
      const span = { from: dayOf(from), to: dayOf(to) };
      setSaved((await client.request('fundClaims.saveVouchers', span))?.fileName);
    });
  return (
    <>
      <h2>凭证</h2>
      <p>
        每天每类业务（结算、收款、退款、缓交、拨付到账、核销……）一张凭证，借贷相等，金额都从账上加出来。科目编码在“拨付设置”（F5）里改。
      </p>
      <Group align="end">
        <TextInput
          label="业务日期从"
          autoFocus
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput label="到" value={to} onChange={(event) => setTo(event.currentTarget.value)} />
        <Button loading={act.waiting} onClick={save}>
          导出 XLSX
        </Button>
      </Group>
      <Trouble refusal={act.refusal} />
      <Waiting what={act.waiting ? '正在汇总……' : undefined} />
      {saved !== undefined && (
        <p role="status" className={css['done']}>
          ✓ 已保存 {saved}
        </p>
      )}
    </>
  );
}
