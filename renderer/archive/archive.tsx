import { type PageOfRoom, PagedRoom } from '../app/paged-room.tsx';
import type { RoomProps } from '../app/room.ts';
import { CheckPage } from './check-page.tsx';
import { DayPage } from './day-page.tsx';
import { FindPage } from './find-page.tsx';

const pages: readonly PageOfRoom<RoomProps>[] = [
  { key: 'F2', title: '查单据', Page: FindPage, needs: 'documents.search' },
  { key: 'F3', title: '查真伪', Page: CheckPage, needs: 'documents.check' },
  { key: 'F4', title: '整日打印', Page: DayPage, needs: 'documents.slipsOfDay' },
];

/** Every paper that was made: found, looked at, printed again, proved genuine; a day's slips in one go. */
export function Archive(props: RoomProps) {
  return <PagedRoom title="单据" pages={pages} given={props} />;
}
