import { Fragment, useEffect, useState } from 'react';
import type { UploadSummary } from '../../shared/contract/hospital.ts';
import type { Session } from '../../shared/contract/staff.ts';
import { formatInstant, formatMoment } from '../components/moment.ts';
import css from './frame.module.css';
import { keyOfRoom } from './key-of-room.ts';
import type { RoomId } from './room.ts';
import type { HospitalStatus } from './use-hospital-status.ts';
import { Who } from './who.tsx';

interface TitleLineProps {
  readonly status: HospitalStatus;
  readonly session: Session;
  readonly rooms: readonly { readonly id: RoomId; readonly title: string }[];
  readonly open: RoomId | undefined;
  readonly onOpen: (room: RoomId) => void;
  readonly active: boolean;
  readonly onLeave: () => void;
}

export function TitleLine({ status, session, rooms, open, onOpen, active, onLeave }: TitleLineProps) {
  return (
    <header className={css['title']} data-many={rooms.length > fewRooms || undefined}>
      <b>一站通</b>
      <Place hospital={status.hospitalName} window={status.windowName} />
      <nav aria-label="房间">
        {rooms.map(({ id, title }, index) => (
          <Fragment key={id}>
            <ModifierBefore index={index} />
            <button
              type="button"
              tabIndex={-1}
              aria-current={id === open ? 'page' : undefined}
              onClick={() => onOpen(id)}
            >
              {title}
              <RoomKey index={index} />
            </button>
          </Fragment>
        ))}
      </nav>
      <UploadState upload={status.upload} />
      <Who session={session} practice={status.practice} active={active} />
      <button type="button" tabIndex={-1} onClick={onLeave}>
        换人<small>Ctrl+L</small>
      </button>
      <Clock />
    </header>
  );
}

/** More stand closer together, and on a narrow screen in a line of their own. */
const fewRooms = 8;

/** The hospital's name gives way where there is no room; at which window somebody sits is always whole. */
function Place({ hospital, window }: { readonly hospital: string; readonly window: string }) {
  return (
    <span className={css['place']} title={`${hospital} · ${window}`}>
      <span>{hospital}</span>
      <span> · {window}</span>
    </span>
  );
}

/** Where the line is short, Ctrl+ and Alt+ are each said once before their rooms. */
function ModifierBefore({ index }: { readonly index: number }) {
  const { modifier, digit } = keyOfRoom(index);
  if (digit > 1) return null;
  return (
    <span className={css['modifier']} aria-hidden>
      {modifier}+
    </span>
  );
}

function RoomKey({ index }: { readonly index: number }) {
  const { modifier, digit } = keyOfRoom(index);
  return (
    <small>
      <span className={css['prefix']}>{modifier}+</span>
      {digit}
    </small>
  );
}

const platformWords: Record<
  UploadSummary['platform'],
  readonly [string, 'done' | 'look' | 'stop' | 'quiet']
> = {
  connected: ['已连接', 'done'],
  unreachable: ['连不上', 'look'],
  refusing: ['拒绝接收', 'stop'],
  not_asked: ['未连接过', 'quiet'],
};

/** Unsent records and the platform, in words first; the colour only repeats them. */
function UploadState({ upload }: { upload: UploadSummary }) {
  const [word, tone] = platformWords[upload.platform];
  return (
    <>
      <span className={css[upload.deadCount > 0 ? 'stop' : upload.unsentCount > 0 ? 'look' : 'quiet']}>
        未上传 {upload.unsentCount}
        {upload.deadCount > 0 ? ` · 受阻 ${upload.deadCount}` : upload.unsentCount > 0 && ' ▲'}
      </span>
      <span className={css[tone]}>
        平台 {word}
        {upload.nextProbeAt !== null && (
          <span className={css['again']}> · {formatMoment(upload.nextProbeAt)} 再试</span>
        )}
      </span>
    </>
  );
}

function Clock() {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(timer);
  }, []);
  return <time>{formatInstant(now.toISOString()).slice(5)}</time>;
}
