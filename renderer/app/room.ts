import type { Session } from '../../shared/contract/staff.ts';
import type { HospitalStatus } from './use-hospital-status.ts';

/** What a room is called among them. */
export type RoomId =
  | 'overview'
  | 'desk'
  | 'queue'
  | 'workbench'
  | 'admin'
  | 'corrections'
  | 'archive'
  | 'referrals'
  | 'day_close'
  | 'reports'
  | 'reconciliation'
  | 'fund_claims'
  | 'debts'
  | 'support';

/** What every room of the window gets; rooms know this and not the list they stand in. */
export interface RoomProps {
  readonly status: HospitalStatus;
  readonly session: Session;
  /** Whether its keys are heard. */
  readonly active: boolean;
  /** The key of the page that is asked for, where another room opened this one. */
  readonly page: string | undefined;
  /** Somebody else sits at the window now: everything of who was there before goes from the screen. */
  readonly onEntered: (session: Session) => void;
  /** Opens another room, at one of its pages where a key is given. */
  readonly onGo: (room: RoomId, page?: string) => void;
}
