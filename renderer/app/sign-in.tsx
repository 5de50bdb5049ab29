import { lazy, Suspense, useEffect, useState } from 'react';
import type { Session, SignedIn } from '../../shared/contract/staff.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { refusalOf } from './client.ts';
import { PasswordForm } from './password-form.tsx';
import { PracticeAccounts } from './practice-accounts.tsx';
import { SignInSheet } from './sign-in-sheet.tsx';
import type { TakeTyped } from './typed-ahead.ts';
import { useAct, useClient } from './use-client.ts';
import type { HospitalStatus } from './use-hospital-status.ts';

const SecondStep = lazy(() =>
  import('./second-step.tsx').then(({ SecondStep }) => ({ default: SecondStep })),
);
const DueCode = lazy(() => import('./one-time-code.tsx').then(({ DueCode }) => ({ default: DueCode })));
const DuePassword = lazy(() =>
  import('./change-password.tsx').then(({ DuePassword }) => ({ default: DuePassword })),
);

interface SignInProps {
  /** Undefined until the hospital's file is open: who types meanwhile need not wait for it. */
  readonly status: HospitalStatus | undefined;
  readonly takeTyped: TakeTyped;
  readonly onSignedIn: (session: Session) => void;
  /** Whose session was lost in the middle of something; their screen waits behind this page. */
  readonly interrupted: string | undefined;
}

/** What was typed, as long as the sign-in takes. */
interface Typed {
  readonly login: string;
  readonly password: string;
  readonly asksCode: boolean;
}

export function SignIn({ status, takeTyped, onSignedIn, interrupted }: SignInProps) {
  const signingIn = useSigningIn(onSignedIn);
  useFocusGoesBack();
  return (
    <SignInSheet status={status}>
      {interrupted !== undefined && (
        <p role="status">
          登录已经结束（到了本院规定的时间，或服务重新启动过）。请 {interrupted}{' '}
          重新登录，画面和未完成的操作都还在。
        </p>
      )}
      <Suspense fallback={<Waiting what="正在打开……" />}>
        <Step signingIn={signingIn} status={status} takeTyped={takeTyped} />
      </Suspense>
    </SignInSheet>
  );
}

/** Password, then what the account or the hospital asks besides: a code, a new password, codes to be set up. */
function useSigningIn(onSignedIn: (session: Session) => void) {
  const client = useClient();
  const act = useAct();
  const [typed, setTyped] = useState<Typed>();
  const [due, setDue] = useState<SignedIn>();
  const goOn = (session: SignedIn) => {
    if (session.passwordDue === null && !session.codeDue) onSignedIn(session);
    else setDue(session);
  };
  const signIn = (login: string, password: string, code?: string) =>
    act.run(async () => {
      const second = code === undefined ? {} : { code };
      try {
        goOn(await client.request('staff.signIn', { login, password, ...second }));
        setTyped({ login, password, asksCode: false });
      } catch (error) {
        if (refusalOf(error).code !== 'one_time_code_needed') throw error;
        setTyped({ login, password, asksCode: true });
      }
    });
  const changed = (session: SignedIn, password: string) => {
    setTyped({ login: session.login, password, asksCode: false });
    goOn(session);
  };
  const back = () => {
    setDue(undefined);
    setTyped(undefined);
    client.request('staff.signOut', {}).catch(() => undefined);
  };
  return { act, typed, due, goOn, signIn, changed, back };
}

interface StepProps {
  readonly signingIn: ReturnType<typeof useSigningIn>;
  readonly status: HospitalStatus | undefined;
  readonly takeTyped: TakeTyped;
}

function Step({ signingIn, status, takeTyped }: StepProps) {
  const { act, typed, due, goOn, signIn, changed, back } = signingIn;
  const practiceAccounts = status?.practiceAccounts ?? [];
  const hasPractice = practiceAccounts.length > 0;
  if (due !== undefined && typed !== undefined) {
    const step = { session: due, password: typed.password, onBack: back };
    return due.passwordDue === null ? (
      <DueCode {...step} onDone={goOn} />
    ) : (
      <DuePassword {...step} onDone={changed} />
    );
  }
  return (
    <>
      <Trouble refusal={act.refusal} />
      {typed?.asksCode === true ? (
        <SecondStep
          login={typed.login}
          waiting={act.waiting}
          onSubmit={(code) => signIn(typed.login, typed.password, code)}
          onBack={back}
        />
      ) : (
        <>
          {hasPractice && <PracticeAccounts accounts={practiceAccounts} onPick={signIn} />}
          <PasswordForm
            waiting={act.waiting}
            isFirst={!hasPractice}
            takeTyped={takeTyped}
            onSubmit={signIn}
          />
          <Waiting what={act.waiting ? '正在核对密码……' : undefined} />
        </>
      )}
    </>
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
