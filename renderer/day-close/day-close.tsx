import { type PageOfRoom, PagedRoom } from '../app/paged-room.tsx';
import type { RoomProps } from '../app/room.ts';
import { LateApprovalsPage } from '../approvals/late-approvals-page.tsx';
import { HandoverPage } from '../handover/handover-page.tsx';
import { MyDayPage } from './my-day-page.tsx';
import { OpenShiftsPage } from './open-shifts-page.tsx';
import { SheetsPage } from './sheets-page.tsx';

const pages: readonly PageOfRoom<RoomProps>[] = [
  { key: 'F2', title: '我的日结', Page: MyDayPage, needs: 'dayClose.close' },
  { key: 'F3', title: '日结单', Page: SheetsPage, needs: 'dayClose.list' },
  { key: 'F4', title: '没有日结的', Page: OpenShiftsPage, needs: 'dayClose.openShifts' },
  { key: 'F5', title: '待复核', Page: LateApprovalsPage, needs: 'approvals.list' },
  { key: 'F6', title: '交班', Page: HandoverPage, needs: 'handover.give' },
];

/** A clerk's money is counted and handed over; finance signs. */
export function DayCloseRoom(props: RoomProps) {
  return <PagedRoom title="日结" pages={pages} given={props} />;
}
