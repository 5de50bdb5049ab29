import { type PageOfRoom, PagedRoom } from '../app/paged-room.tsx';
import type { RoomProps } from '../app/room.ts';
import { PremiumsPage } from './premiums-page.tsx';
import { LedgerPage } from '../treatment/ledger-page.tsx';
import { MonthPage } from '../treatment/month-page.tsx';
import { StatisticsPage } from './statistics-page.tsx';

const pages: readonly PageOfRoom<RoomProps>[] = [
  { key: 'F2', title: '统计和控制指标', Page: StatisticsPage, needs: 'reports.statistics' },
  { key: 'F3', title: '专项救治月报', Page: MonthPage, needs: 'treatment.month' },
  { key: 'F4', title: '参保资助', Page: PremiumsPage, needs: 'reports.premiums' },
  { key: 'F5', title: '救治台账', Page: LedgerPage, needs: 'treatment.list' },
];

/** What is counted and reported of the settlements; every figure opens to those behind it. */
export function ReportsRoom(props: RoomProps) {
  return <PagedRoom title="报表" pages={pages} given={props} />;
}
