import type { Role } from '../../shared/contract/request.ts';
import type { RequestName } from '../../shared/contract/contract.ts';
import { mayAsk } from '../app/permission.ts';
import type { DialogName } from './desk-dialogs.tsx';
import type { DeskState } from './desk-state.ts';
import type { DeskKey } from './key-bar.tsx';
import type { Desk } from './use-desk.ts';

/** The keys of the desk and whether each can do something now. What a role may not ask is not offered to it. */
export function deskKeys(desk: Desk, role: Role, open: (dialog: DialogName) => void): readonly DeskKey[] {
  const { card, stay, trial, settlement, asOrdinary } = desk.state;
  const isOpenStay = stay !== undefined && stay.settlementId === null && !stay.isCancelled;
  const hasFees = stay !== undefined && stay.feeLists.length > 0;
  const isLive = settlement?.kind === 'final' && settlement.reversedById === null;
  const all: readonly (DeskKey & { readonly needs: RequestName })[] = [
    {
      key: 'F3',
      label: '费用',
      needs: 'stays.importFees',
      enabled: isOpenStay,
      act: () => (hasFees ? open('fees') : desk.loadFees()),
    },
    {
      key: 'F4',
      label: '试算',
      needs: 'settlements.trial',
      enabled: isOpenStay && hasFees && !needsChoice(desk.state),
      act: () => desk.tryOut(asOrdinary),
    },
    {
      key: 'F5',
      label: '为什么',
      needs: 'settlements.trial',
      enabled: (settlement ?? trial) !== undefined,
      act: desk.toggleWhy,
    },
    {
      key: 'F6',
      label: isOpenStay ? '住院' : '入院',
      needs: isOpenStay ? 'stays.change' : 'stays.open',
      enabled: card !== undefined,
      act: () => open(isOpenStay ? 'stay' : 'newStay'),
    },
    { key: 'F7', label: '撤销', needs: 'settlements.reverse', enabled: isLive, act: () => open('reverse') },
    {
      key: 'F8',
      label: '补打',
      needs: 'documents.print',
      enabled: settlement !== undefined,
      act: () => open('reprint'),
    },
  ];
  return all.filter(({ needs }) => mayAsk(role, needs));
}

/** What Enter does on an empty search field. */
export function nextAct({ state }: Desk, openSettling: () => void): DeskKey {
  const { trial, settlement, doing } = state;
  const label =
    settlement === undefined
      ? '结算并打印 ▶'
      : settlement.kind === 'reversal'
        ? '已撤销'
        : '已结算，请刷下一位';
  return { key: 'Enter', label, enabled: trial !== undefined && doing === undefined, act: openSettling };
}

/** Nobody is settled as ordinary by default, and nobody without an eligibility as anything else. */
export function needsChoice({ card, stay, asOrdinary }: DeskState): boolean {
  if (card === undefined || stay === undefined || stay.settlementId !== null || asOrdinary) return false;
  return stay.feeLists.length > 0 && !card.eligibilities.some(({ validToday }) => validToday);
}
