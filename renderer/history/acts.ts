import type { RequestName } from '../../shared/contract/contract.ts';
import type { Role } from '../../shared/contract/request.ts';
import type { SettlementRecord } from '../../shared/contract/settlements.ts';
import { mayAsk } from '../app/permission.ts';

/** What is begun about a settlement that was looked up. `show` lays it on the desk. */
export type HistoryAct = 'show' | 'reverse' | 'reprint' | 'debts' | 'help';

interface KeyOfAct {
  readonly key: string;
  readonly label: string;
  readonly act: HistoryAct;
  readonly needs: RequestName;
  readonly isFor: (settlement: SettlementRecord) => boolean;
}

const isLive = ({ kind, reversedById }: SettlementRecord) => kind !== 'reversal' && reversedById === null;

const acts: readonly KeyOfAct[] = [
  { key: 'F7', label: '撤销', act: 'reverse', needs: 'settlements.reverse', isFor: isLive },
  { key: 'F8', label: '补打', act: 'reprint', needs: 'documents.print', isFor: () => true },
  { key: 'F9', label: '收欠费/退款', act: 'debts', needs: 'debts.pay', isFor: () => true },
  { key: 'F4', label: '困难救助', act: 'help', needs: 'hardship.ofSettlement', isFor: isLive },
  { key: 'Enter', label: '放到桌面上', act: 'show', needs: 'settlements.trial', isFor: () => true },
];

/** The acts that this role may begin about this settlement, under the keys of the desk. */
export function keysFor(settlement: SettlementRecord, role: Role): readonly KeyOfAct[] {
  return acts.filter(({ needs, isFor }) => mayAsk(role, needs) && isFor(settlement));
}
