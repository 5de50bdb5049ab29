import { type PageOfRoom, PagedRoom } from '../app/paged-room.tsx';
import type { RoomProps } from '../app/room.ts';
import { ActsPage } from '../identification/acts-page.tsx';
import { CheckPage } from './check-page.tsx';
import { DayPage } from './day-page.tsx';
import { FindPage } from './find-page.tsx';

const pages: readonly PageOfRoom<RoomProps>[] = [
  { key: 'F2', title: '查单据', Page: FindPage, needs: 'documents.search' },
  { key: 'F3', title: '查真伪', Page: CheckPage, needs: 'documents.check' },
  { key: 'F4', title: '整日打印', Page: DayPage, needs: 'documents.slipsOfDay' },
  { key: 'F5', title: '身份核对', Page: ActsPage, needs: 'identification.acts' },
];

/** Every paper that was made: found, looked at, printed again, proved genuine; a day's slips in one go. And who was identified how. */
export function Archive(props: RoomProps) {
  return <PagedRoom title="单据" pages={pages} given={props} />;
}
