import { type PageOfRoom, PagedRoom } from '../app/paged-room.tsx';
import type { RoomProps } from '../app/room.ts';
import { ClaimsPage } from './claims-page.tsx';
import { SettingsPage } from './settings-page.tsx';
import { StandingPage } from './standing-page.tsx';
import { VouchersPage } from './vouchers-page.tsx';

const pages: readonly PageOfRoom<RoomProps>[] = [
  { key: 'F2', title: '各方应付', Page: StandingPage, needs: 'fundClaims.standing' },
  { key: 'F3', title: '拨付申请', Page: ClaimsPage, needs: 'fundClaims.list' },
  { key: 'F4', title: '凭证', Page: VouchersPage, needs: 'fundClaims.saveVouchers' },
  { key: 'F5', title: '拨付设置', Page: SettingsPage, needs: 'fundClaims.settings' },
];

/** What the hospital advanced is claimed from its payers, and what they paid is booked. */
export function FundClaimsRoom(props: RoomProps) {
  return <PagedRoom title="拨付" pages={pages} given={props} />;
}
