import { Button, NativeSelect, PasswordInput, Table, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Role, roles } from '../../shared/contract/request.ts';
import { mayAsk } from '../app/permission.ts';
import { roleTitles } from '../app/role-titles.ts';
import type { RoomProps } from '../app/room.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { Trouble } from '../components/trouble.tsx';
import css from './admin.module.css';

/** Who may sign in, and as what. */
export function StaffPage({ session }: RoomProps) {
  const { value, refusal, reload } = useAnswer('staff.list', {});
  const [isAdding, setAdding] = useState(false);
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
          <Button autoFocus onClick={() => setAdding(true)}>
            新建账号
          </Button>
        </div>
      )}
      <Trouble refusal={refusal} />
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>姓名</Table.Th>
            <Table.Th>账号</Table.Th>
            <Table.Th>角色</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {value?.map(({ accountId, displayName, login, role }) => (
            <Table.Tr key={accountId}>
              <Table.Td>{displayName}</Table.Td>
              <Table.Td>{login}</Table.Td>
              <Table.Td>{roleTitles[role]}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {isAdding && (
        <NewAccountDialog
          onDone={() => {
            setAdding(false);
            reload();
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}

function NewAccountDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const client = useClient();
  const act = useAct();
  const [displayName, setDisplayName] = useState('');
  const [login, setLogin] = useState('');
  const [role, setRole] = useState<Role>('clerk');
  const [password, setPassword] = useState('');
  const submit = () =>
    act.run(async () => {
      await client.request('staff.createAccount', { login, displayName, role, password });
      onDone();
    });
  return (
    <FormDialog title="新建账号" act={act} submitLabel="新建" onSubmit={submit} onClose={onClose}>
      <TextInput
        label="姓名"
        required
        maxLength={40}
        data-autofocus
        value={displayName}
        onChange={(event) => setDisplayName(event.currentTarget.value)}
      />
      <TextInput
        label="账号"
        required
        minLength={2}
        maxLength={40}
        value={login}
        onChange={(event) => setLogin(event.currentTarget.value)}
      />
      <NativeSelect
        label="角色"
        value={role}
        data={roles.map((value) => ({ value, label: roleTitles[value] }))}
        onChange={(event) => setRole(event.currentTarget.value as Role)}
      />
      <PasswordInput
        label="密码"
        description="至少 10 个字符，由本人输入"
        required
        minLength={10}
        maxLength={200}
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
