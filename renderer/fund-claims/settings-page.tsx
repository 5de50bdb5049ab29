import { Button, Table } from '@mantine/core';
import { useState } from 'react';
import type { FundSettings } from '../../shared/contract/fund-settings.ts';
import { formatRatio, ratioOfMillionths } from '../../shared/money/ratio.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAnswer } from '../app/use-client.ts';
import { Trouble } from '../components/trouble.tsx';
import { AccountDialog } from './account-dialog.tsx';
import css from './fund-claims.module.css';
import { PayerDialog } from './payer-dialog.tsx';

export type Payer = FundSettings['payers'][number];
export type VoucherAccount = FundSettings['accounts'][number];

/** How each payer is claimed from, what it keeps back, and what our accounts are called in the hospital's accounting. */
export function SettingsPage({ session, status }: RoomProps) {
  const { value, refusal, reload } = useAnswer('fundClaims.settings', {});
  const [payer, setPayer] = useState<Payer>();
  const [account, setAccount] = useState<VoucherAccount>();
  const mayChange = mayAsk(session.role, 'fundClaims.changeSettings');
  const done = () => (setPayer(undefined), setAccount(undefined), reload());
  return (
    <>
      <h2>拨付设置</h2>
      <Trouble refusal={refusal} />
      {value !== undefined && (
        <>
          <Payers payers={value.payers} {...(mayChange ? { onChange: setPayer } : {})} />
          <h3>会计科目</h3>
          <Accounts accounts={value.accounts} {...(mayChange ? { onChange: setAccount } : {})} />
        </>
      )}
      {payer !== undefined && (
        <PayerDialog payer={payer} today={status.today} onDone={done} onClose={() => setPayer(undefined)} />
      )}
      {account !== undefined && (
        <AccountDialog
          account={account}
          today={status.today}
          onDone={done}
          onClose={() => setAccount(undefined)}
        />
      )}
    </>
  );
}

function Payers({ payers, onChange }: { payers: readonly Payer[]; onChange?: (payer: Payer) => void }) {
  if (payers.length === 0) return <p className={css['soft']}>还没有结算，支付方在第一次结算后列在这里。</p>;
  return (
    <Table aria-label="支付方" w="auto">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>支付方</Table.Th>
          <Table.Th>怎么申报</Table.Th>
          <Table.Th ta="right">质保金比例</Table.Th>
          <Table.Th>公钥</Table.Th>
          {onChange !== undefined && <Table.Th />}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {payers.map((payer) => (
          <Table.Tr key={payer.payer}>
            <Table.Th>{payer.title}</Table.Th>
            <Table.Td>{payer.way === 'platform' ? '医保平台' : '清单文件或纸质'}</Table.Td>
            <Table.Td ta="right">{formatRatio(ratioOfMillionths(payer.retentionMillionths))}</Table.Td>
            <Table.Td>{payer.publicKey === null ? '没有' : '有'}</Table.Td>
            {onChange !== undefined && (
              <Table.Td>
                <Button size="compact-sm" variant="default" onClick={() => onChange(payer)}>
                  修改
                </Button>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** What each account of ours holds, in the clerk's words. */
const accountWords: Record<VoucherAccount['account'], string> = {
  cash_drawer: '窗口现金',
  bank: '窗口刷卡',
  mobile: '手机支付',
  personal_account: '个人账户支付',
  fund_received: '拨付到账',
  receivable: '各方应付',
  retention: '质保金',
  patient_due: '患者应付',
  patient_deferred: '缓交欠费',
  refund_due: '待退款',
  hospital_revenue: '医疗收入',
  waiver: '减免',
  write_off: '欠费核销',
  fund_refused: '拒付、质保金核销',
  cash_rounding: '现金取整',
  variance: '长短款',
};

interface AccountsProps {
  readonly accounts: readonly VoucherAccount[];
  readonly onChange?: (account: VoucherAccount) => void;
}

function Accounts({ accounts, onChange }: AccountsProps) {
  return (
    <Table aria-label="会计科目" w="auto">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>窗口的账</Table.Th>
          <Table.Th>科目编码</Table.Th>
          <Table.Th>科目名称</Table.Th>
          {onChange !== undefined && <Table.Th />}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {accounts.map((one) => (
          <Table.Tr key={one.account}>
            <Table.Th>{accountWords[one.account]}</Table.Th>
            <Table.Td>{one.code}</Table.Td>
            <Table.Td>{one.title}</Table.Td>
            {onChange !== undefined && (
              <Table.Td>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`修改${accountWords[one.account]}的科目`}
                  onClick={() => onChange(one)}
                >
                  修改
                </Button>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
