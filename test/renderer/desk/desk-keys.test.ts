import { describe, expect, it } from 'vitest';
import { keysNow } from '../../../renderer/desk/desk-keys.ts';
import { type DeskState, emptyDesk } from '../../../renderer/desk/desk-state.ts';
import type { Desk } from '../../../renderer/desk/use-desk.ts';

const card = { settlements: [], eligibilities: [] } as unknown as DeskState['card'];
const stayWith = (feeLists: readonly object[]) =>
  ({
    settlementId: null,
    isCancelled: false,
    visitType: 'inpatient',
    feeLists,
  }) as unknown as DeskState['stay'];

/** The keys that do something now. */
function enabledKeys(state: Partial<DeskState>): string[] {
  const desk = { state: { ...emptyDesk, ...state } } as Desk;
  const now = { role: 'clerk', isReadable: true, isSearching: false, open: () => undefined } as const;
  return keysNow(desk, now)
    .keys.filter(({ enabled }) => enabled)
    .map(({ key }) => key);
}

describe('the keys of the desk', () => {
  it('rest while a stay is on its way, as if there were none they would admit its patient again', () => {
    expect(enabledKeys({ card, doing: '正在调出记录……' })).toEqual([]);
    expect(enabledKeys({ card })).toContain('F6');
    expect(enabledKeys({ card, stay: stayWith([]), doing: '正在调出记录……' })).toContain('F3');
  });

  it('leave debts alone while the trial is made by which the same key will split a payment', () => {
    const stay = stayWith([{}]);
    expect(enabledKeys({ card, stay, doing: '正在试算……' })).not.toContain('F9');
    expect(enabledKeys({ card, stay })).toContain('F9');
    expect(enabledKeys({ card, stay: stayWith([]), doing: '正在核对……' })).toContain('F9');
  });
});
