import { type PageOfRoom, PagedRoom } from '../app/paged-room.tsx';
import type { RoomProps } from '../app/room.ts';
import { HardshipPage } from '../hardship/hardship-page.tsx';
import { IrregularitiesPage } from '../irregularities/irregularities-page.tsx';
import { LeftOutPage } from '../left-out/left-out-page.tsx';
import { Affected } from './affected.tsx';

const pages: readonly PageOfRoom<RoomProps>[] = [
  { key: 'F2', title: '名册影响', Page: Affected, needs: 'corrections.affected' },
  { key: 'F3', title: '应享未享', Page: LeftOutPage, needs: 'leftOut.list' },
  { key: 'F4', title: '待核情况', Page: IrregularitiesPage, needs: 'irregularities.list' },
  { key: 'F5', title: '困难救助', Page: HardshipPage, needs: 'hardship.list' },
];

/** What was settled and would be otherwise with what is known now, what somebody should look at, and help for who is in hardship. */
export function CorrectionsRoom(props: RoomProps) {
  return <PagedRoom title="更正" pages={pages} given={props} />;
}
