import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import type { Session } from '../../shared/contract/staff.ts';
import { ChangePasswordDialog } from './change-password.tsx';
import { roleTitles } from './role-titles.ts';

interface WhoProps {
  readonly session: Session;
  /** The practice hospital's passwords are nobody's secret and stay as they are. */
  readonly practice: boolean;
  readonly active: boolean;
}

/** Who sits here, and the way to a new password of one's own. */
export function Who({ session, practice, active }: WhoProps) {
  const [isOpen, setOpen] = useState(false);
  useHotkeys(active && !practice ? [['ctrl+shift+P', () => setOpen(true)]] : [], []);
  const who = `${session.displayName} ${roleTitles[session.role]}`;
  if (practice) return <span>{who}</span>;
  return (
    <>
      <button type="button" tabIndex={-1} title="改密码 Ctrl+Shift+P" onClick={() => setOpen(true)}>
        {who}
      </button>
      {isOpen && <ChangePasswordDialog onClose={() => setOpen(false)} />}
    </>
  );
}
