import type { ComponentType } from 'react';
import type { RequestName } from '../../shared/contract/contract.ts';
import type { Role } from '../../shared/contract/request.ts';
import { Admin, adminPagesFor } from '../admin/admin.tsx';
import { Archive } from '../archive/archive.tsx';
import { CorrectionsRoom } from '../corrections/corrections-room.tsx';
import { Debtors } from '../debts/debtors.tsx';
import { DayCloseRoom } from '../day-close/day-close.tsx';
import { FundClaimsRoom } from '../fund-claims/fund-claims.tsx';
import { Desk } from '../desk/desk.tsx';
import { OverviewRoom } from '../overview/overview.tsx';
import { Queue } from '../queue/queue.tsx';
import { ReconciliationRoom } from '../reconciliation/reconciliation.tsx';
import { Referrals } from '../referrals/referrals.tsx';
import { ReportsRoom } from '../reports/reports.tsx';
import { SupportRoom, supportPagesFor } from '../support/support-room.tsx';
import { Workbench } from '../workbench/workbench.tsx';
import { mayAsk } from './permission.ts';
import type { RoomId, RoomProps } from './room.ts';

interface RoomDefinition {
  readonly id: RoomId;
  readonly title: string;
  readonly Room: ComponentType<RoomProps>;
  /** Keeps what it holds while another room is looked at. */
  readonly staysOpen: boolean;
  readonly isFor: (role: Role) => boolean;
}

const needs = (name: RequestName) => (role: Role) => mayAsk(role, name);

const rooms: readonly RoomDefinition[] = [
  { id: 'overview', title: '总览', Room: OverviewRoom, staysOpen: false, isFor: needs('overview.read') },
  { id: 'desk', title: '结算', Room: Desk, staysOpen: true, isFor: needs('settlements.trial') },
  { id: 'queue', title: '上传', Room: Queue, staysOpen: false, isFor: needs('outbox.list') },
  { id: 'archive', title: '单据', Room: Archive, staysOpen: false, isFor: needs('documents.search') },
  {
    id: 'admin',
    title: '管理',
    Room: Admin,
    staysOpen: false,
    isFor: (role) => adminPagesFor(role).length > 0,
  },
  {
    id: 'workbench',
    title: '政策',
    Room: Workbench,
    staysOpen: true,
    isFor: needs('workbench.shelf'),
  },
  {
    id: 'corrections',
    title: '更正',
    Room: CorrectionsRoom,
    staysOpen: false,
    isFor: needs('corrections.affected'),
  },
  {
    id: 'referrals',
    title: '转诊',
    Room: Referrals,
    staysOpen: false,
    isFor: needs('referrals.register'),
  },
  { id: 'day_close', title: '日结', Room: DayCloseRoom, staysOpen: false, isFor: needs('dayClose.list') },
  {
    id: 'reconciliation',
    title: '对账',
    Room: ReconciliationRoom,
    staysOpen: false,
    isFor: needs('reconciliation.list'),
  },
  {
    id: 'fund_claims',
    title: '拨付',
    Room: FundClaimsRoom,
    staysOpen: false,
    isFor: needs('fundClaims.standing'),
  },
  { id: 'reports', title: '报表', Room: ReportsRoom, staysOpen: false, isFor: needs('reports.statistics') },
  { id: 'debts', title: '欠费', Room: Debtors, staysOpen: false, isFor: needs('debts.list') },
  {
    id: 'support',
    title: '帮扶',
    Room: SupportRoom,
    staysOpen: false,
    isFor: (role) => supportPagesFor(role).length > 0,
  },
];

export function roomsFor(role: Role): readonly RoomDefinition[] {
  return rooms.filter(({ isFor }) => isFor(role));
}
