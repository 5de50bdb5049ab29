import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import type { Session } from '../../shared/contract/staff.ts';
import { ChangePasswordDialog } from './change-password.tsx';
import { OneTimeCodeDialog } from './one-time-code.tsx';
import { mayAsk } from './permission.ts';
import { roleTitles } from './role-titles.ts';

interface WhoProps {
  readonly session: Session;
  /** The practice hospital's passwords are nobody's secret and stay as they are. */
  readonly practice: boolean;
  readonly active: boolean;
}

/** Who sits here, and the way to a new password of one's own. */
export function Who({ session, practice, active }: WhoProps) {
  const [open, setOpen] = useState<'password' | 'code'>();
  useHotkeys(active && !practice ? [['ctrl+shift+P', () => setOpen('password')]] : [], []);
  const close = () => setOpen(undefined);
  const who = `${session.displayName} ${roleTitles[session.role]}`;
  if (practice) return <span>{who}</span>;
  return (
    <>
      <button type="button" tabIndex={-1} title="改密码 Ctrl+Shift+P" onClick={() => setOpen('password')}>
        {who}
      </button>
      {open === 'password' && (
        <ChangePasswordDialog
          onClose={close}
          onCode={mayAsk(session.role, 'staff.beginCode') ? () => setOpen('code') : undefined}
        />
      )}
      {open === 'code' && <OneTimeCodeDialog onClose={close} />}
    </>
  );
}
