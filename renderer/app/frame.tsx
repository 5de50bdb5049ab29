import { useHotkeys, useIdle } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { Session } from '../../shared/contract/staff.ts';
import { ApprovalBand } from './approval-band.tsx';
import { CareBand } from './care-band.tsx';
import { PracticeBand } from './practice-band.tsx';
import css from './frame.module.css';
import { KeyBand } from './key-band.tsx';
import { keyOfRoom } from './key-of-room.ts';
import { mayAsk } from './permission.ts';
import { ReportBand } from './report-band.tsx';
import type { RoomId } from './room.ts';
import { roomsFor } from './rooms.tsx';
import { ServiceBand } from './service-band.tsx';
import { TitleLine } from './title-line.tsx';
import { UploadBand } from './upload-band.tsx';
import type { HospitalStatus } from './use-hospital-status.ts';

/** After so long without a key or a movement the screen is cleared: it shows a patient's illness and money. */
const idleMs = 15 * 60_000;

interface FrameProps {
  readonly status: HospitalStatus;
  readonly session: Session;
  /** False while another page covers this one; its keys rest then. */
  readonly active: boolean;
  readonly onLeave: () => void;
  readonly onEntered: (session: Session) => void;
}

/** The room that is open, and the page of it that another room asked for. */
interface Place {
  readonly open: RoomId | undefined;
  readonly page?: string | undefined;
}

/** The line at the top, the bands, and the room that is open. */
export function Frame({ status, session, active, onLeave, onEntered }: FrameProps) {
  const rooms = roomsFor(session.role);
  const [{ open, page }, setPlace] = useState<Place>({ open: rooms[0]?.id });
  const setOpen = (id: RoomId) => setPlace({ open: id });
  useHotkeys(
    active
      ? rooms.map(({ id }, index) => {
          const { modifier, digit } = keyOfRoom(index);
          return [`${modifier}+${digit}`, () => setOpen(id)];
        })
      : [],
    [],
  );
  useHotkeys(active ? [['ctrl+L', onLeave]] : [], []);
  const idle = useIdle(idleMs, { initialState: false });
  useEffect(() => {
    if (idle) onLeave();
  }, [idle, onLeave]);
  return (
    <div className={css['frame']}>
      {status.practice && <PracticeBand />}
      <TitleLine
        status={status}
        session={session}
        rooms={rooms}
        open={open}
        onOpen={setOpen}
        active={active}
        onLeave={onLeave}
      />
      <ServiceBand />
      <CareBand warnings={status.warnings} />
      <UploadBand limit={status.upload.limit} />
      {!status.practice && mayAsk(session.role, 'keys.printRecoveryKey') && <KeyBand />}
      {mayAsk(session.role, 'reports.due') && <ReportBand room={open} />}
      {mayAsk(session.role, 'approvals.answer') && <ApprovalBand room={open} />}
      <main className={css['room']}>
        {rooms.map(({ id, Room, staysOpen }) =>
          id === open || staysOpen ? (
            <div key={id} hidden={id !== open} className={css['room']}>
              <Room
                status={status}
                session={session}
                active={active && id === open}
                page={id === open ? page : undefined}
                onEntered={onEntered}
                onGo={(room, itsPage) => setPlace({ open: room, page: itsPage })}
              />
            </div>
          ) : null,
        )}
      </main>
    </div>
  );
}
