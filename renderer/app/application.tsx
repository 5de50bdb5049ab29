import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { Session } from '../../shared/contract/staff.ts';
import { clientOf } from './client.ts';
import { Drafts } from './drafts.tsx';
import { Frame } from './frame.tsx';
import { Opening } from './opening.tsx';
import { SignIn } from './sign-in.tsx';
import { ClientContext } from './use-client.ts';
import { useHospitalStatus } from './use-hospital-status.ts';

/** Opening → sign-in → the frame with its rooms. */
export function Application({ bridge }: { bridge: Bridge }) {
  const [session, setSession] = useState<Session>();
  const [signedOut, setSignedOut] = useState(true);
  const [isReopened, setReopened] = useState(false);
  const client = useMemo(() => clientOf(bridge, () => setSignedOut(true)), [bridge]);
  const { status, refusal, retry } = useHospitalStatus(client);
  const enter = useCallback((entered: Session) => {
    setSession(entered);
    setSignedOut(false);
  }, []);
  const leave = useCallback(() => {
    setReopened(false);
    setSession(undefined);
    setSignedOut(true);
    client.request('staff.signOut', {}).catch(() => undefined);
  }, [client]);
  useEffect(() => {
    // The window was opened anew while somebody was signed in.
    const goOn = (known: Session | null) => {
      if (known === null) return;
      setReopened(true);
      enter(known);
    };
    client.request('staff.session', {}).then(goOn, () => undefined);
  }, [client, enter]);
  if (status === undefined) return <Opening client={client} refusal={refusal} onRetry={retry} />;
  return (
    <ClientContext value={client}>
      {session !== undefined && (
        // A lost session covers the screen and keeps it: the same account goes on where it was, another starts afresh.
        <div hidden={signedOut} style={{ height: '100%' }}>
          <Drafts key={session.accountId} client={client} isReopened={isReopened} active={!signedOut}>
            <Frame status={status} session={session} active={!signedOut} onLeave={leave} />
          </Drafts>
        </div>
      )}
      {signedOut && <SignIn status={status} onSignedIn={enter} interrupted={session?.displayName} />}
    </ClientContext>
  );
}
