import { useHotkeys } from '@mantine/hooks';
import { type ComponentType, useState } from 'react';
import type { RequestName } from '../../shared/contract/contract.ts';
import type { Role } from '../../shared/contract/request.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { KeyHint } from '../components/key-hint.tsx';
import css from './admin.module.css';
import { BackupsPage } from './backups-page.tsx';
import { DiagnosticsPage } from './diagnostics-page.tsx';
import { KeysPage } from './keys-page.tsx';
import { PlatformPage } from './platform-page.tsx';
import { PolicyPage } from './policy-page.tsx';
import { RosterPage } from './roster-page.tsx';
import { StaffPage } from './staff-page.tsx';

interface AdminPage {
  readonly key: string;
  readonly title: string;
  readonly Page: ComponentType<RoomProps>;
  /** The request the page lives on. */
  readonly needs: RequestName;
}

const pages: readonly AdminPage[] = [
  { key: 'F2', title: '名册', Page: RosterPage, needs: 'roster.imports' },
  { key: 'F3', title: '政策', Page: PolicyPage, needs: 'policy.inForce' },
  { key: 'F4', title: '账号', Page: StaffPage, needs: 'staff.list' },
  { key: 'F5', title: '恢复密钥', Page: KeysPage, needs: 'keys.status' },
  { key: 'F6', title: '诊断文件', Page: DiagnosticsPage, needs: 'diagnostics.save' },
  { key: 'F7', title: '备份与恢复', Page: BackupsPage, needs: 'backups.list' },
  { key: 'F8', title: '医保平台', Page: PlatformPage, needs: 'platform.settings' },
];

export function adminPagesFor(role: Role): readonly AdminPage[] {
  return pages.filter(({ needs }) => mayAsk(role, needs));
}

/** What the information office keeps: roster, policy, accounts, the recovery key, diagnostics; each a page with its state on top. */
export function Admin(props: RoomProps) {
  const shown = adminPagesFor(props.session.role);
  const [open, setOpen] = useState(shown[0]?.key);
  useHotkeys(props.active ? shown.map(({ key }) => [key, () => setOpen(key)]) : [], []);
  const Page = shown.find(({ key }) => key === open)?.Page;
  return (
    <div className={css['admin']}>
      <nav aria-label="管理">
        {shown.map(({ key, title }) => (
          <button
            key={key}
            type="button"
            aria-current={key === open ? 'page' : undefined}
            onClick={() => setOpen(key)}
          >
            <KeyHint of={key} />
            {title}
          </button>
        ))}
      </nav>
      <section className={css['page']}>{Page !== undefined && <Page {...props} />}</section>
    </div>
  );
}
