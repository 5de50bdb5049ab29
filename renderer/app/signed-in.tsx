import type { Session } from '../../shared/contract/staff.ts';
import type { Client } from './client.ts';
import { Drafts } from './drafts.tsx';
import { Frame } from './frame.tsx';
import type { HospitalStatus } from './use-hospital-status.ts';

interface SignedInProps {
  readonly client: Client;
  readonly status: HospitalStatus;
  readonly session: Session;
  /** False while a lost session covers it. */
  readonly active: boolean;
  readonly isReopened: boolean;
  readonly onLeave: () => void;
  readonly onEntered: (session: Session) => void;
}

/** The frame with its rooms and what was begun in them: all that nobody needs before somebody has signed in. */
export function SignedIn({ client, status, session, active, isReopened, onLeave, onEntered }: SignedInProps) {
  return (
    <Drafts client={client} isReopened={isReopened} active={active}>
      <Frame status={status} session={session} active={active} onLeave={onLeave} onEntered={onEntered} />
    </Drafts>
  );
}
