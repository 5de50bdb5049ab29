import { Button, Group, Table } from '@mantine/core';
import { useState } from 'react';
import { roles } from '../../shared/contract/request.ts';
import type { AccountOfList } from '../../shared/contract/staff.ts';
import { mayAsk } from '../app/permission.ts';
import { roleTitles } from '../app/role-titles.ts';
import type { RoomProps } from '../app/room.ts';
import { useAnswer } from '../app/use-client.ts';
import { Look, Trouble } from '../components/trouble.tsx';
import {
  ChangeRoleDialog,
  NewAccountDialog,
  RemoveCodeDialog,
  ResetPasswordDialog,
} from './account-dialogs.tsx';
import css from './admin.module.css';

type Open =
  | { readonly act: 'new' }
  | { readonly act: 'password' | 'role' | 'code'; readonly account: AccountOfList };

/** Who may sign in, and as what. */
export function StaffPage({ session }: RoomProps) {
  const { value, refusal, reload } = useAnswer('staff.list', {});
  const [open, setOpen] = useState<Open>();
  const [said, setSaid] = useState<string>();
  const dialog = {
    onDone: (sentence: string) => {
      setOpen(undefined);
      setSaid(sentence);
      reload();
    },
    onClose: () => setOpen(undefined),
  };
  return (
    <>
      <h2>账号</h2>
      {value !== undefined && (
        <p className={css['state']}>
          <b>{value.length} 个账号</b> ·{' '}
          {roles
            .map((role) => `${roleTitles[role]} ${value.filter((account) => account.role === role).length}`)
            .join('、')}
        </p>
      )}
      {mayAsk(session.role, 'staff.createAccount') && (
        <div className={css['form']}>
          <Button autoFocus onClick={() => setOpen({ act: 'new' })}>
            新建账号
          </Button>
        </div>
      )}
      {said !== undefined && <Look sentence={said} />}
      <Trouble refusal={refusal} />
      <AccountsTable
        accounts={value ?? []}
        own={session.accountId}
        mayChange={mayAsk(session.role, 'staff.changeRole')}
        onOpen={setOpen}
      />
      {open?.act === 'new' && <NewAccountDialog {...dialog} />}
      {open?.act === 'password' && <ResetPasswordDialog account={open.account} {...dialog} />}
      {open?.act === 'code' && <RemoveCodeDialog account={open.account} {...dialog} />}
      {open?.act === 'role' && <ChangeRoleDialog account={open.account} {...dialog} />}
    </>
  );
}

interface AccountsTableProps {
  readonly accounts: readonly AccountOfList[];
  /** Whose page it is. */
  readonly own: string;
  readonly mayChange: boolean;
  readonly onOpen: (open: Open) => void;
}

function AccountsTable({ accounts, own, mayChange, onOpen }: AccountsTableProps) {
  return (
    <Table stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>姓名</Table.Th>
          <Table.Th>账号</Table.Th>
          <Table.Th>角色</Table.Th>
          <Table.Th>一次性口令</Table.Th>
          {mayChange && <Table.Th>办理</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {accounts.map((account) => (
          <Table.Tr key={account.accountId}>
            <Table.Td>{account.displayName}</Table.Td>
            <Table.Td>{account.login}</Table.Td>
            <Table.Td>{roleTitles[account.role]}</Table.Td>
            <Table.Td>{account.hasCode ? '已设置' : '没有'}</Table.Td>
            {mayChange && (
              <Table.Td>
                {account.accountId === own ? (
                  '本人'
                ) : (
                  <Acts account={account} onOpen={(act) => onOpen({ act, account })} />
                )}
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface ActsProps {
  readonly account: AccountOfList;
  readonly onOpen: (act: 'password' | 'role' | 'code') => void;
}

function Acts({ account, onOpen }: ActsProps) {
  const whose = `${account.displayName}（${account.login}）`;
  return (
    <Group gap="xs">
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`重置密码 ${whose}`}
        onClick={() => onOpen('password')}
      >
        重置密码
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`改角色或停用 ${whose}`}
        onClick={() => onOpen('role')}
      >
        改角色或停用
      </Button>
      {account.hasCode && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`取消一次性口令 ${whose}`}
          onClick={() => onOpen('code')}
        >
          取消一次性口令
        </Button>
      )}
    </Group>
  );
}
