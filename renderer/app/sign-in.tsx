import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { Session, SignedIn } from '../../shared/contract/staff.ts';
import { enterMovesOn } from '../components/enter-in-forms.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { PracticeAccounts } from './practice-accounts.tsx';
import { PracticeBand } from './practice-band.tsx';
import css from './sign-in.module.css';
import { useAct, useClient } from './use-client.ts';
import type { HospitalStatus } from './use-hospital-status.ts';

const DuePassword = lazy(() =>
  import('./change-password.tsx').then(({ DuePassword }) => ({ default: DuePassword })),
);

interface SignInProps {
  readonly status: HospitalStatus;
  readonly onSignedIn: (session: Session) => void;
  /** Whose session was lost in the middle of something; their screen waits behind this page. */
  readonly interrupted: string | undefined;
}

export function SignIn({ status, onSignedIn, interrupted }: SignInProps) {
  const client = useClient();
  const act = useAct();
  useFocusGoesBack();
  const [due, setDue] = useState<{ readonly session: SignedIn; readonly password: string }>();
  const signIn = (login: string, password: string) =>
    act.run(async () => {
      const session = await client.request('staff.signIn', { login, password });
      if (session.passwordDue === null) onSignedIn(session);
      else setDue({ session, password });
    });
  const back = () => {
    setDue(undefined);
    client.request('staff.signOut', {}).catch(() => undefined);
  };
  return (
    <div className={css['page']}>
      {status.practice && <PracticeBand />}
      <main className={css['sheet']}>
        <header>
          <h1>一站通</h1>
          <p>
            {status.hospitalName} · {status.windowName}
          </p>
        </header>
        {interrupted !== undefined && (
          <p role="status">服务重新启动过。请 {interrupted} 重新登录，画面和未完成的操作都还在。</p>
        )}
        {due === undefined ? (
          <>
            <Trouble refusal={act.refusal} />
            {status.practiceAccounts.length > 0 && (
              <PracticeAccounts accounts={status.practiceAccounts} onPick={signIn} />
            )}
            <PasswordForm
              waiting={act.waiting}
              isFirst={status.practiceAccounts.length === 0}
              onSubmit={signIn}
            />
            <Waiting what={act.waiting ? '正在核对密码……' : undefined} />
          </>
        ) : (
          <Suspense fallback={<Waiting what="正在打开……" />}>
            <DuePassword {...due} onDone={onSignedIn} onBack={back} />
          </Suspense>
        )}
      </main>
    </div>
  );
}

/** Whoever goes on after a lost session finds the cursor where it was. */
function useFocusGoesBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) before.focus();
    },
    [before],
  );
}

interface PasswordFormProps {
  readonly waiting: boolean;
  readonly isFirst: boolean;
  readonly onSubmit: (login: string, password: string) => void;
}

function PasswordForm({ waiting, isFirst, onSubmit }: PasswordFormProps) {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  return (
    <form
      onKeyDown={enterMovesOn}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(login, password);
        setPassword('');
      }}
    >
      <Stack gap="sm">
        <TextInput
          label="账号"
          name="login"
          required
          data-autofocus={isFirst}
          autoFocus={isFirst}
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <PasswordInput
          label="密码"
          name="password"
          required
          autoComplete="off"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={waiting} variant={isFirst ? 'filled' : 'default'}>
          登录
        </Button>
      </Stack>
    </form>
  );
}
