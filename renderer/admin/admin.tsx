import type { Role } from '../../shared/contract/request.ts';
import { type PageOfRoom, PagedRoom, pagesFor } from '../app/paged-room.tsx';
import type { RoomProps } from '../app/room.ts';
import { AuditPage } from './audit-page.tsx';
import { BackupsPage } from './backups-page.tsx';
import { CataloguePage } from './catalogue-page.tsx';
import { DesignatedPage } from './designated-page.tsx';
import { DevicesPage } from './devices-page.tsx';
import { DiagnosticsPage } from './diagnostics-page.tsx';
import { FeeSourcesPage } from './fee-sources-page.tsx';
import { KeysPage } from './keys-page.tsx';
import { ParametersPage } from './parameters-page.tsx';
import { PlatformPage } from './platform-page.tsx';
import { PrintersPage } from './printers-page.tsx';
import { PolicyPage } from './policy-page.tsx';
import { RosterPage } from './roster-page.tsx';
import { StaffPage } from './staff-page.tsx';

const pages: readonly PageOfRoom<RoomProps>[] = [
  { key: 'F2', title: '名册', Page: RosterPage, needs: 'roster.imports' },
  { key: 'F3', title: '政策', Page: PolicyPage, needs: 'policy.inForce' },
  { key: 'F4', title: '账号', Page: StaffPage, needs: 'staff.list' },
  { key: 'F5', title: '恢复密钥', Page: KeysPage, needs: 'keys.status' },
  { key: 'F6', title: '诊断文件', Page: DiagnosticsPage, needs: 'diagnostics.save' },
  { key: 'F7', title: '备份与恢复', Page: BackupsPage, needs: 'backups.list' },
  { key: 'F8', title: '医保平台', Page: PlatformPage, needs: 'platform.settings' },
  { key: 'F9', title: '本院参数', Page: ParametersPage, needs: 'parameters.list' },
  { key: 'F10', title: '目录', Page: CataloguePage, needs: 'catalogue.state' },
  { key: 'F11', title: '设备', Page: DevicesPage, needs: 'identification.devices' },
  { key: 'F12', title: '定点医院', Page: DesignatedPage, needs: 'designated.add' },
  { key: 'Shift+F2', title: '打印设置', Page: PrintersPage, needs: 'documents.setPrinting' },
  { key: 'Shift+F3', title: '费用来源', Page: FeeSourcesPage, needs: 'hospitalSystem.state' },
  { key: 'Shift+F4', title: '操作日志', Page: AuditPage, needs: 'audit.search' },
];

export function adminPagesFor(role: Role): readonly PageOfRoom<RoomProps>[] {
  return pagesFor(pages, role);
}

/** What the information office keeps: roster, policy, accounts, the recovery key, diagnostics; each a page with its state on top. */
export function Admin(props: RoomProps) {
  return <PagedRoom title="管理" pages={pages} given={props} />;
}
