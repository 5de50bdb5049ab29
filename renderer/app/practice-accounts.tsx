import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import { KeyHint } from '../components/key-hint.tsx';
import { roleTitles } from './role-titles.ts';
import css from './sign-in.module.css';
import type { HospitalStatus } from './use-hospital-status.ts';

interface PracticeAccountsProps {
  readonly accounts: HospitalStatus['practiceAccounts'];
  readonly onPick: (login: string, password: string) => void;
}

/** The practice hospital's own accounts: one key each. A digit typed into a field stays a digit. */
export function PracticeAccounts({ accounts, onPick }: PracticeAccountsProps) {
  // Who began to type while the file was opened goes on typing.
  const [takesFocus] = useState(() => !isTyping());
  useHotkeys(
    accounts
      .slice(0, 9)
      .map(({ login, password }, index) => [String(index + 1), () => onPick(login, password)]),
  );
  return (
    <section className={css['accounts']}>
      <p>练习账号，按数字键直接进入：</p>
      <ul>
        {accounts.map(({ login, password, displayName, role }, index) => (
          <li key={login}>
            <button
              type="button"
              autoFocus={takesFocus && index === 0}
              onClick={() => onPick(login, password)}
            >
              <KeyHint of={String(index + 1)} />
              <b>{displayName}</b>
              <span>{roleTitles[role]}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function isTyping(): boolean {
  return document.activeElement instanceof HTMLInputElement && document.activeElement.value !== '';
}
