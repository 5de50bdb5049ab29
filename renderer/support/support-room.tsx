import type { Role } from '../../shared/contract/request.ts';
import { type PageOfRoom, PagedRoom, pagesFor } from '../app/paged-room.tsx';
import type { RoomProps } from '../app/room.ts';
import { FollowUpPage } from '../follow-up/follow-up-page.tsx';
import { HouseholdPage } from '../household/household-page.tsx';
import { PublicBoardPage } from '../public-board/public-board-page.tsx';
import { RosterWorkPage } from '../roster-work/roster-work-page.tsx';

const pages: readonly PageOfRoom<RoomProps>[] = [
  { key: 'F2', title: '名册核对', Page: RosterWorkPage, needs: 'rosterWork.list' },
  { key: 'F3', title: '一户一策', Page: HouseholdPage, needs: 'household.read' },
  { key: 'F4', title: '回访', Page: FollowUpPage, needs: 'followUp.list' },
  { key: 'F5', title: '公示表', Page: PublicBoardPage, needs: 'publicBoard.preview' },
];

export function supportPagesFor(role: Role): readonly PageOfRoom<RoomProps>[] {
  return pagesFor(pages, role);
}

/** What is done for people besides settling: the roster worked off, households, calls after a discharge, the public board. */
export function SupportRoom(props: RoomProps) {
  return <PagedRoom title="帮扶" pages={pages} given={props} />;
}
