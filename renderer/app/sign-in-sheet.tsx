import type { ReactNode } from 'react';
import { PracticeBand } from './practice-band.tsx';
import css from './sign-in.module.css';
import type { HospitalStatus } from './use-hospital-status.ts';

interface SignInSheetProps {
  /** Undefined until the hospital's file is open. */
  readonly status: HospitalStatus | undefined;
  readonly children: ReactNode;
}

/** The sheet in the middle of the window, with the hospital's name above it. */
export function SignInSheet({ status, children }: SignInSheetProps) {
  return (
    <div className={css['page']}>
      {status?.practice === true && <PracticeBand />}
      <main className={css['sheet']}>
        <header>
          <h1>一站通</h1>
          <p role="status">
            {status === undefined ? '正在打开本院的数据……' : `${status.hospitalName} · ${status.windowName}`}
          </p>
        </header>
        {children}
      </main>
    </div>
  );
}
