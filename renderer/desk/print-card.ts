import type { Client } from '../app/client.ts';
import { printEntitlementCard } from '../payment/print-paper.ts';
import type { DeskStore } from './desk-state.ts';
import type { PrintChoice } from './use-desk.ts';

/** F11: the 明白卡 of the person on the desk. */
export function cardActs(client: Client, store: DeskStore) {
  return {
    printCard(day: string, choice: PrintChoice, reason: string | null) {
      const { card } = store.state;
      if (card === undefined) return;
      store.during('正在打印明白卡……', async (put) => {
        put({ printed: await printEntitlementCard(client, card.personId, { ...choice, day, reason }) });
      });
    },
  };
}
