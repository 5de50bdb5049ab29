import type { Role } from '../../shared/contract/request.ts';
import type { RequestName } from '../../shared/contract/contract.ts';
import { mayAsk } from '../app/permission.ts';
import { isPlain } from '../payment/plain-case.ts';
import type { OpenDialog } from './desk-dialogs.tsx';
import type { DeskState } from './desk-state.ts';
import { type DeskKey, resting } from './key-bar.tsx';
import type { Desk } from './use-desk.ts';

interface KeysNow {
  readonly role: Role;
  /** Whether the trial has been on the screen long enough to be confirmed. */
  readonly isReadable: boolean;
  /** While somebody is being looked for, no key acts on the patient before. */
  readonly isSearching: boolean;
  readonly open: (dialog: OpenDialog) => void;
}

/** What each key of the desk does now, and what Enter does. */
export function keysNow(
  desk: Desk,
  { role, isReadable, isSearching, open }: KeysNow,
): { readonly keys: readonly DeskKey[]; readonly next: DeskKey } {
  const keys = deskKeys(desk, role, (is, isSplit = false) => open({ is, isSplit } as OpenDialog));
  const isResting = isSearching || isCalledUp(desk.state);
  const settle = () => open({ is: 'settle', atOnce: isPlainCase(desk.state) });
  return {
    keys: keys.map((key) => resting(key, isResting)),
    next: resting(nextAct(desk, isReadable, settle), isResting),
  };
}

/** A stay is on its way to the desk: until it lies there, no key acts as if there were none. */
function isCalledUp({ card, stay, doing }: DeskState): boolean {
  return card !== undefined && stay === undefined && doing !== undefined;
}

/** Fees lie there and their trial does not yet. */
function isTriedOut({ stay, trial, doing }: DeskState): boolean {
  if (stay === undefined || stay.settlementId !== null || stay.feeLists.length === 0) return false;
  return trial === undefined && doing !== undefined;
}

/** The keys of the desk and whether each can do something now. What a role may not ask is not offered to it. */
function deskKeys(desk: Desk, role: Role, open: Open): readonly DeskKey[] {
  const { card, stay, trial, settlement, asOrdinary } = desk.state;
  const isOpenStay = stay !== undefined && stay.settlementId === null && !stay.isCancelled;
  const hasFees = stay !== undefined && stay.feeLists.length > 0;
  const isStillHere = isOpenStay && stay.dischargedOn === null;
  // A visit is not changed; the next admission may begin while it lies here.
  const isInHospital = isOpenStay && stay.visitType === 'inpatient';
  const all: readonly KeyWithNeed[] = [
    {
      key: 'F3',
      label: '费用',
      needs: 'stays.importFees',
      enabled: isOpenStay,
      act: () => (hasFees ? open('fees') : desk.loadFees()),
    },
    {
      key: 'F4',
      label: isStillHere ? '中途试算' : '试算',
      needs: 'settlements.trial',
      enabled: isOpenStay && hasFees && !needsChoice(desk.state),
      act: () => desk.tryOut(asOrdinary, isStillHere),
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
      label: card === undefined ? '急诊' : isInHospital ? '住院/协议' : '入院',
      needs: isInHospital ? 'stays.change' : 'stays.open',
      enabled: true,
      act: () => open(isInHospital ? 'stay' : 'newStay'),
    },
    ...moneyKeys(desk, open),
    {
      key: 'F10',
      label: '历次结算',
      needs: 'settlements.get',
      enabled: (card?.settlements.length ?? 0) > 0,
      act: () => open('history'),
    },
    {
      key: 'F11',
      label: '明白卡',
      needs: 'documents.print',
      enabled: card !== undefined,
      act: () => open('card'),
    },
    {
      key: 'F12',
      label: '门诊',
      needs: 'outpatient.openVisit',
      enabled: card !== undefined,
      act: () => open('visit'),
    },
  ];
  return all.filter(({ needs }) => mayAsk(role, needs));
}

type Open = (dialog: OpenDialog['is'], isSplit?: boolean) => void;
type KeyWithNeed = DeskKey & { readonly needs: RequestName };

/** Taking back, paper, and what is owed. */
function moneyKeys(desk: Desk, open: Open): readonly KeyWithNeed[] {
  const { card, trial, settlement } = desk.state;
  const isLive =
    settlement !== undefined && settlement.kind !== 'reversal' && settlement.reversedById === null;
  // A part of the stay was settled before: it is shown first, and taken back from there.
  const hasParts = settlement === undefined && (trial?.lastPartId ?? null) !== null;
  return [
    {
      key: 'F7',
      label: '撤销',
      needs: 'settlements.reverse',
      enabled: isLive || hasParts,
      act: () => (isLive ? open('reverse') : desk.showLastPart()),
    },
    {
      key: 'F8',
      label: '补打',
      needs: 'documents.print',
      enabled: settlement !== undefined || (card?.settlements.length ?? 0) > 0,
      act: () => open('reprint'),
    },
    {
      key: 'F9',
      label: trial === undefined ? '欠费/退款' : '缓交/分期',
      needs: 'debts.pay',
      // While a trial is being made the key is about to mean the other.
      enabled: card !== undefined && !isTriedOut(desk.state),
      act: () => (trial === undefined ? open('debts') : open('settle', true)),
    },
  ];
}

/** Enter settles at once: the trial lies here as the clerk saw it and asks for nothing. */
function isPlainCase({ trial, replaced }: DeskState): boolean {
  return trial !== undefined && isPlain(trial, replaced);
}

/** What Enter does on an empty search field; nothing before the trial could be read. */
function nextAct({ state }: Desk, isReadable: boolean, openSettling: () => void): DeskKey {
  const { trial, settlement, doing } = state;
  const label =
    settlement === undefined
      ? trial?.interim === true
        ? '中途结算 ▶'
        : '结算并打印 ▶'
      : settlement.kind === 'reversal'
        ? '已撤销'
        : '已结算，请刷下一位';
  return {
    key: 'Enter',
    label,
    enabled: trial !== undefined && isReadable && doing === undefined,
    act: openSettling,
  };
}

/** Nobody is settled as ordinary by default, and nobody without an eligibility as anything else. */
export function needsChoice({ card, stay, asOrdinary }: DeskState): boolean {
  if (card === undefined || stay === undefined || stay.settlementId !== null || asOrdinary) return false;
  return stay.feeLists.length > 0 && !card.eligibilities.some(({ validToday }) => validToday);
}
