import type { Session } from '../../shared/contract/staff.ts';
import type { HospitalStatus } from './use-hospital-status.ts';

/** What every room of the window gets; rooms know this and not the list they stand in. */
export interface RoomProps {
  readonly status: HospitalStatus;
  readonly session: Session;
  /** Whether its keys are heard. */
  readonly active: boolean;
}
