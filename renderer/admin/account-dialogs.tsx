import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Role, roles } from '../../shared/contract/request.ts';
import type { Session } from '../../shared/contract/staff.ts';
import { NewPasswordFields, nothingTyped, typedPassword } from '../app/new-password-fields.tsx';
import { roleTitles } from '../app/role-titles.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { nobodyYet, SecondPersonFields } from '../components/second-person-fields.tsx';

interface DialogProps {
  /** With the sentence that says what was done. */
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

const roleChoices = roles.map((value) => ({ value, label: roleTitles[value] }));
const firstSignIn = '首次登录时本人要改密码。';

export function NewAccountDialog({ onDone, onClose }: DialogProps) {
  const client = useClient();
  const act = useAct();
  const [displayName, setDisplayName] = useState('');
  const [login, setLogin] = useState('');
  const [role, setRole] = useState<Role>('clerk');
  const [password, setPassword] = useState(nothingTyped);
  const submit = () =>
    act.run(async () => {
      const account = { login, displayName, role, password: typedPassword(password) };
      await client.request('staff.createAccount', account);
      onDone(`已建立 ${displayName} 的账号 ${login}。${firstSignIn}`);
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
        data={roleChoices}
        onChange={(event) => setRole(event.currentTarget.value as Role)}
      />
      <NewPasswordFields label="初始密码" value={password} onChange={setPassword} />
    </FormDialog>
  );
}

interface AccountDialogProps extends DialogProps {
  readonly account: Session;
}

/** A forgotten password: a new one for one sign-in, by two people. */
export function ResetPasswordDialog({ account, onDone, onClose }: AccountDialogProps) {
  const client = useClient();
  const act = useAct();
  const [password, setPassword] = useState(nothingTyped);
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const { accountId, displayName, login } = account;
  const submit = () =>
    act.run(async () => {
      const newPassword = typedPassword(password);
      await client.request('staff.resetPassword', { accountId, newPassword, secondPerson });
      onDone(`已重置 ${displayName}（${login}）的密码。${firstSignIn}`);
    });
  return (
    <FormDialog
      title={`重置密码：${displayName}（${login}）`}
      act={act}
      submitLabel="重置"
      onSubmit={submit}
      onClose={onClose}
    >
      <NewPasswordFields label="临时密码" value={password} onChange={setPassword} />
      <SecondPersonFields value={secondPerson} onChange={setSecondPerson} />
    </FormDialog>
  );
}

/** A lost phone, by two people. */
export function RemoveCodeDialog({ account, onDone, onClose }: AccountDialogProps) {
  const client = useClient();
  const act = useAct();
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const { accountId, displayName, login } = account;
  const submit = () =>
    act.run(async () => {
      await client.request('staff.removeCode', { accountId, secondPerson });
      onDone(`已取消 ${displayName}（${login}）的一次性口令。换好手机后，本人登录重新设置。`);
    });
  return (
    <FormDialog
      title={`取消一次性口令：${displayName}（${login}）`}
      act={act}
      submitLabel="取消一次性口令"
      onSubmit={submit}
      onClose={onClose}
    >
      <p>手机丢了或换了才用。取消以后，这个账号只凭密码登录，直到本人重新设置；请当面认清是本人。</p>
      <SecondPersonFields value={secondPerson} onChange={setSecondPerson} />
    </FormDialog>
  );
}

/** Another role, or none any more. */
export function ChangeRoleDialog({ account, onDone, onClose }: AccountDialogProps) {
  const client = useClient();
  const act = useAct();
  const { accountId, displayName, login } = account;
  const [role, setRole] = useState<Role | 'none'>(account.role);
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const submit = () =>
    act.run(async () => {
      await client.request('staff.changeRole', { accountId, role, secondPerson });
      const done = role === 'none' ? '已停用，他不能再登录。' : `现在是${roleTitles[role]}，立即生效。`;
      onDone(`${displayName}（${login}）${done}`);
    });
  return (
    <FormDialog
      title={`改角色或停用：${displayName}（${login}）`}
      act={act}
      submitLabel={role === 'none' ? '停用' : '更改'}
      onSubmit={submit}
      onClose={onClose}
    >
      <NativeSelect
        label="角色"
        description="停用后，他做过的事都留在记录里；这个账号名不能再给别人"
        data-autofocus
        value={role}
        data={[...roleChoices, { value: 'none', label: '停用这个账号' }]}
        onChange={(event) => setRole(event.currentTarget.value as Role | 'none')}
      />
      <SecondPersonFields value={secondPerson} onChange={setSecondPerson} />
    </FormDialog>
  );
}
