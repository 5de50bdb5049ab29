import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { Refusal } from '../../shared/contract/refusal.ts';
import type { Session, SignedIn as SignedInSession } from '../../shared/contract/staff.ts';
import { Waiting } from '../components/trouble.tsx';
import { type Client, clientOf } from './client.ts';
import css from './sign-in.module.css';
import { SignIn } from './sign-in.tsx';
import type { TakeTyped } from './typed-ahead.ts';
import { ClientContext } from './use-client.ts';
import { useCopied } from './use-copied.ts';
import { useHospitalStatus } from './use-hospital-status.ts';

const loadSignedIn = () => import('./signed-in.tsx').then(({ SignedIn }) => ({ default: SignedIn }));
const SignedIn = lazy(loadSignedIn);
const FirstStart = lazy(() =>
  import('./first-start.tsx').then(({ FirstStart }) => ({ default: FirstStart })),
);

const StaysClosed = lazy(() =>
  import('./stays-closed.tsx').then(({ StaysClosed }) => ({ default: StaysClosed })),
);

interface ApplicationProps {
  readonly bridge: Bridge;
  readonly takeTyped: TakeTyped;
}

/** The sign-in, while the hospital's file is opened behind it → the frame with its rooms. */
export function Application({ bridge, takeTyped }: ApplicationProps) {
  const [session, setSession] = useState<Session>();
  const [signedOut, setSignedOut] = useState(true);
  const [isReopened, setReopened] = useState(false);
  const client = useMemo(() => clientOf(bridge, () => setSignedOut(true)), [bridge]);
  useCopied(client);
  const { status, refusal, retry } = useHospitalStatus(client);
  const enter = useCallback(
    (entered: Session) => {
      setSession(entered);
      setSignedOut(false);
      // What the service has to say of disk and copies it knows soon after its first answer.
      retry();
    },
    [retry],
  );
  const leave = useCallback(() => {
    setReopened(false);
    setSession(undefined);
    setSignedOut(true);
    client.request('staff.signOut', {}).catch(() => undefined);
  }, [client]);
  useEffect(() => {
    // The window was opened anew while somebody was signed in.
    const goOn = (known: SignedInSession | null) => {
      // Whose password is due types it again, and changes it.
      if (known === null || known.passwordDue !== null || known.codeDue) return;
      setReopened(true);
      enter(known);
    };
    client.request('staff.session', {}).then(goOn, () => undefined);
  }, [client, enter]);
  useRoomsAhead(status !== undefined);
  if (status === undefined && refusal !== undefined) {
    return <Closed client={client} refusal={refusal} onRetry={retry} />;
  }
  if (status?.isNew === true) return <NewHospital client={client} onDone={enter} />;
  return (
    <ClientContext value={client}>
      {session !== undefined && status !== undefined && (
        // A lost session covers the screen and keeps it: the same account goes on where it was, another starts afresh.
        <div hidden={signedOut} style={{ height: '100%' }}>
          <Suspense fallback={<Waiting what="正在打开……" />}>
            <SignedIn
              key={session.accountId}
              client={client}
              status={status}
              session={session}
              active={!signedOut}
              isReopened={isReopened}
              onLeave={leave}
              onEntered={enter}
            />
          </Suspense>
        </div>
      )}
      {signedOut && (
        <SignIn status={status} takeTyped={takeTyped} onSignedIn={enter} interrupted={session?.displayName} />
      )}
    </ClientContext>
  );
}

/** The rooms are loaded while somebody reads the sign-in. */
function useRoomsAhead(stands: boolean): void {
  useEffect(() => {
    if (stands) requestIdleCallback(() => void loadSignedIn());
  }, [stands]);
}

interface NewHospitalProps {
  readonly client: Client;
  readonly onDone: (session: Session) => void;
}

function NewHospital({ client, onDone }: NewHospitalProps) {
  return (
    <ClientContext value={client}>
      <div className={css['page']}>
        <Suspense fallback={<Waiting what="正在打开……" />}>
          <FirstStart onDone={onDone} />
        </Suspense>
      </div>
    </ClientContext>
  );
}

interface ClosedProps {
  readonly client: Client;
  readonly refusal: Refusal;
  readonly onRetry: () => void;
}

/** The hospital's file is not open: why, and what may help. */
function Closed({ client, refusal, onRetry }: ClosedProps) {
  return (
    <main className={css['page']}>
      <Suspense fallback={<Waiting what="正在打开……" />}>
        <StaysClosed client={client} refusal={refusal} onRetry={onRetry} />
      </Suspense>
    </main>
  );
}
