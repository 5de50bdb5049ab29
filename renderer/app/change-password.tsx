import { Button } from '@mantine/core';
import { useState } from 'react';
import type { SignedIn } from '../../shared/contract/staff.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { NewPasswordFields, nothingTyped, typedPassword } from './new-password-fields.tsx';
import { OwnPasswordField } from './own-password-field.tsx';
import { SignInStep } from './sign-in-step.tsx';
import { useAct, useClient } from './use-client.ts';

const why: Readonly<Record<Exclude<SignedIn['passwordDue'], null>, string>> = {
  given: '这个密码是别人给您设的，只用一次。请改成只有您自己知道的，再开始办理。',
  expired: '这个密码用得太久了。请换一个新的，再开始办理。',
};

interface DuePasswordProps {
  readonly session: SignedIn;
  /** What was just typed at the sign-in. */
  readonly password: string;
  readonly onDone: (session: SignedIn, password: string) => void;
  readonly onBack: () => void;
}

/** Between the sign-in and the rooms: nothing else is answered before the password is one's own. */
export function DuePassword({ session, password, onDone, onBack }: DuePasswordProps) {
  const client = useClient();
  const act = useAct();
  const [typed, setTyped] = useState(nothingTyped);
  const submit = () =>
    act.run(async () => {
      const newPassword = typedPassword(typed);
      onDone(await client.request('staff.changePassword', { password, newPassword }), newPassword);
    });
  return (
    <SignInStep
      status={`${session.displayName}，${why[session.passwordDue ?? 'given']}`}
      submitLabel="改好，开始办理"
      waiting={act.waiting}
      onSubmit={submit}
      onBack={onBack}
    >
      <NewPasswordFields label="新密码" autoFocus value={typed} onChange={setTyped} />
      <Trouble refusal={act.refusal} />
      <Waiting what={act.waiting ? '正在保存新密码……' : undefined} />
    </SignInStep>
  );
}

interface ChangePasswordProps {
  readonly onClose: () => void;
  /** To the one-time codes, where the role may have them. */
  readonly onCode: (() => void) | undefined;
}

/** One's own password, whenever one wants. */
export function ChangePasswordDialog({ onClose, onCode }: ChangePasswordProps) {
  const client = useClient();
  const act = useAct();
  const [password, setPassword] = useState('');
  const [typed, setTyped] = useState(nothingTyped);
  const submit = () =>
    act.run(async () => {
      await client.request('staff.changePassword', { password, newPassword: typedPassword(typed) });
      onClose();
    });
  return (
    <FormDialog title="改密码" act={act} submitLabel="更改" onSubmit={submit} onClose={onClose}>
      <OwnPasswordField value={password} onChange={setPassword} />
      <NewPasswordFields label="新密码" value={typed} onChange={setTyped} />
      {onCode !== undefined && (
        <Button variant="default" onClick={onCode}>
          设置一次性口令（手机上的 6 位数字）
        </Button>
      )}
    </FormDialog>
  );
}
