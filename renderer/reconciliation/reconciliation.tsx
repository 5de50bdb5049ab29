import { type PageOfRoom, PagedRoom } from '../app/paged-room.tsx';
import type { RoomProps } from '../app/room.ts';
import { MappingsPage } from './mappings-page.tsx';
import { RunsPage } from './runs-page.tsx';
import { StartPage } from './start-page.tsx';

const pages: readonly PageOfRoom<RoomProps>[] = [
  { key: 'F2', title: '新对账', Page: StartPage, needs: 'reconciliation.run' },
  { key: 'F3', title: '历次对账', Page: RunsPage, needs: 'reconciliation.list' },
  { key: 'F4', title: '列对应', Page: MappingsPage, needs: 'reconciliation.mappings' },
];

/** Window, centre and the hospital's own system are set side by side, and every fen between them is explained. */
export function ReconciliationRoom(props: RoomProps) {
  return <PagedRoom title="对账" pages={pages} given={props} />;
}
